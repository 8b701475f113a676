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


def test_a_window_that_is_gone_counts_no_more(qtbot: QtBot, start: Start, sessions: tuple[int, int]) -> None:
    program = start("--demo")
    program.windows.open_at(program.window, "default", sessions[0])
    settle(qtbot, program)
    # Whatever Python still holds of it, such as a traceback, keeps nothing following.
    gone = program.window
    title = gone._title
    with qtbot.waitSignal(gone.destroyed):
        gone.close()
    with qtbot.assertNotEmitted(program.uncaught.caught):
        program.desk.unread.changed.emit()
        qtbot.waitUntil(lambda: program.worker.is_idle)
    assert title is not None
