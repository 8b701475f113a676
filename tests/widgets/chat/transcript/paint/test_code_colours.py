from typing import Any

import pytest
from support.transcripts import a_message, a_model, a_view, append_text

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import reused_connections
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.paint.highlight import LONGEST, CodePart, tones_of
from personaui_desktop.widgets.chat.transcript.view import TranscriptView


def coloured(view: TranscriptView) -> list[tuple[str, str]]:
    """Pieces of code and their tokens, in order."""
    found = []
    for row in view.scene.placement.placed:
        for _, _, laid in row.laid.body.laid_in(0, 1e9):
            found.extend((laid.shown.text[start:end], token) for start, end, token in laid.tones)
    return found


def test_tones() -> None:
    found = {
        ("def f(): # no\n  return 'a' * 1")[tone.start : tone.end]: tone.tone
        for tone in tones_of("def f(): # no\n  return 'a' * 1", "python")
    }
    assert found["def"] is CodePart.KEYWORD
    assert found["# no"] is CodePart.COMMENT
    assert found["1"] is CodePart.NUMBER


@pytest.mark.parametrize("language", ["", "no such language", "x" * 40])
def test_unknown_languages_stay_plain(language: str) -> None:
    assert tones_of("x = 1", language) == []


def test_endless_code_stays_plain() -> None:
    assert tones_of("1" * (LONGEST + 1), "python") == []


def test_code_in_view_gets_its_colours_without_moving(qtbot: Any) -> None:
    lines = "\n".join(f"x{number} = '''" if number == 30 else f"y{number} = 1" for number in range(60))
    model = a_model([a_message(1, f"```python\n{lines}\n```")])
    view = a_view(qtbot, model, height=3000)
    worker = DatabaseWorker(reused_connections)
    view.set_source(worker.run, lambda: ("default", None))
    before = [(row.top, row.laid.height) for row in view.scene.placement.placed]
    view.viewport().update()
    qtbot.waitUntil(lambda: bool(coloured(view)))
    view.viewport().grab()
    found = coloured(view)
    assert ("1", "action") in found
    # The string that begins in one block of lines goes on in the next.
    assert any("y50 = 1" in text and token == "ok" for text, token in found)
    assert [(row.top, row.laid.height) for row in view.scene.placement.placed] == before
    worker.close()


def test_code_that_is_being_written_keeps_its_colours(qtbot: Any) -> None:
    model = a_model([a_message(1, "```python\nx = 1\ny", status=ReplyStatus.STREAMING)])
    view = a_view(qtbot, model)
    worker = DatabaseWorker(reused_connections)
    view.set_source(worker.run, lambda: ("default", None))
    view.viewport().update()
    qtbot.waitUntil(lambda: ("1", "action") in coloured(view))
    append_text(model, 1, " = 2\nz")
    view.throttle.flush()
    assert ("1", "action") in coloured(view)
    qtbot.waitUntil(lambda: ("2", "action") in coloured(view))
    worker.close()
