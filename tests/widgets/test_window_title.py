from pytestqt.qtbot import QtBot
from support.programs import Start
from support.windows import settle


def test_a_title_follows_what_is_shown_and_keeps_qts_mark(
    qtbot: QtBot, start: Start, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    window = program.window
    window.sessions.verbs.rename(sessions[1], "The [*] mark")
    settle(qtbot, program)
    assert "The [*][*] mark" in window.windowTitle()
    window.sessions.new_session()
    settle(qtbot, program)
    assert "New conversation" in window.windowTitle()
