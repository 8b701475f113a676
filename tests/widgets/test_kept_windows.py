from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from support.programs import Start
from support.windows import middle_click, settle, shown, two, use

from personaui_desktop.database import (
    create_persona_db,
    create_session,
)
from personaui_desktop.operations import personas
from personaui_desktop.settings.window_state import read_window_states


def test_all_windows_come_back_where_they_were_but_one_that_was_closed(
    qtbot: QtBot, start: Start, data_dir: Path, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first, second = two(qtbot, program)
    middle_click(qtbot, first, "Older")
    settle(qtbot, program)
    third = program.window
    second.resize(777, 555)
    use(qtbot, third)
    qtbot.keyClick(third.chat.composer.edit, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not isValid(third))
    use(qtbot, first)
    qtbot.keyClick(first.chat.composer.edit, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not any(window.isVisible() for window in program.windows.open))
    settle(qtbot, program)
    assert len(read_window_states(data_dir)) == 2
    again = start("--demo")
    use(qtbot, again.window)
    qtbot.waitUntil(lambda: len(again.windows.open) == 2)
    settle(qtbot, again)
    qtbot.waitUntil(lambda: again.window.place.session_id == sessions[1])
    back, front = again.windows.open
    assert (front.place.session_id, back.place.session_id) == (sessions[1], sessions[0])
    assert (back.width(), back.height()) == (777, 555)
    assert shown(back) == ["Hello"]


def test_a_window_of_a_persona_that_was_deleted_does_not_come_back(
    qtbot: QtBot, start: Start, data_dir: Path, sessions: tuple[int, int]
) -> None:
    create_persona_db("kai")
    session_id = create_session("Kai's", "kai")
    program = start("--demo")
    program.windows.open_at(program.window, "kai", session_id)
    settle(qtbot, program)
    program.windows.quit()
    program = start("--demo")
    program.worker.run(personas.delete("kai"), program)
    settle(qtbot, program)
    qtbot.waitUntil(lambda: not program._rest.isActive())
    settle(qtbot, program)
    assert len(program.windows.open) == len(read_window_states(data_dir)) == 1
