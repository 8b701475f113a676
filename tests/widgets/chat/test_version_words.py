import pytest

from personaui_desktop.records.providers import DEMO_COMPANION
from personaui_desktop.records.replies import Usage
from personaui_desktop.records.versions import Version
from personaui_desktop.widgets.chat.version_words import BEGINNING_CHARACTERS, line_of

SAID = Version(7, True, "The *storm* took\nthe pier.", "Mia", "2026-11-20 10:00:00")


def test_a_version_from_a_model_says_by_whom_how_long_and_for_how_much() -> None:
    made = SAID._replace(model="claude-x", usage=Usage(output_tokens=1200), cost_nano=3_100_000)
    line = line_of(2, made)
    assert line.startswith("2. The storm took the pier. (claude-x · ")
    assert line.endswith("· 1,200 tokens · $0.0031)")


def test_what_is_not_known_is_said() -> None:
    assert line_of(1, SAID._replace(model="llama3")).endswith("unknown · price unknown)")


@pytest.mark.parametrize("model", [None, DEMO_COMPANION])
def test_what_no_server_wrote_cost_nothing_worth_saying(model: str | None) -> None:
    line = line_of(1, SAID._replace(model=model))
    assert "token" not in line
    assert "price" not in line


def test_a_long_text_is_cut_and_none_is_shown_as_such() -> None:
    beginning = line_of(1, SAID._replace(text="word " * 5000)).split(" (")[0].removeprefix("1. ")
    assert len(beginning) <= BEGINNING_CHARACTERS
    assert beginning.endswith("…")
    assert line_of(1, SAID._replace(text=" \n ")).startswith("1. … (")


def test_an_ampersand_is_no_mnemonic() -> None:
    assert line_of(1, SAID._replace(text="salt & pepper")).startswith("1. salt && pepper (")
