import json
from pathlib import Path

import pytest

import personaui_desktop
from personaui_desktop.database.ending_codes import read_problem, stored_problem
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.endings import Ending

PACKAGE = Path(personaui_desktop.__file__).parent


def filled(ending: Ending) -> Phrase:
    """The phrase with something in each of its places, and with a number where it has forms."""
    phrase = ending.value
    if "|" in phrase.source:
        phrase = phrase.of(5)
    names = [
        name for name in ("server", "address", "model", "retired", "words") if f"{{{name}}}" in phrase.source
    ]
    within = [name for name in ("sentence", "remedy", "detail", "topic") if f"{{{name}}}" in phrase.source]
    return phrase.filled(**dict.fromkeys(names, "Ünser"), **dict.fromkeys(within, Ending.CUT_OFF.value))


@pytest.mark.parametrize("ending", Ending)
def test_every_ending_comes_back_as_it_was(ending: Ending) -> None:
    kept = stored_problem(filled(ending))
    assert kept is not None
    assert json.loads(kept)["code"] == ending.code
    assert read_problem(kept) == filled(ending)


@pytest.mark.parametrize("module", ["claude/failures.py", "claude/outcome.py", "background/reply_worker.py"])
def test_whatever_a_reply_ends_with_has_a_code(module: str) -> None:
    assert 'Phrase("' not in (PACKAGE / module).read_text(encoding="utf-8")
