"""Two windows on one desk: what there is once is shared, and each window is in its own place."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot
from support.messages_server import Reply, serve
from support.on_file import edit_persona, read
from support.programs import Start, programs, say

from personaui_desktop.app import Program
from personaui_desktop.background.memory_writer import MemoryWriter
from personaui_desktop.database import create_persona_db, create_session, get_chat_history, save_message
from personaui_desktop.database.drafts import get_drafts
from personaui_desktop.database.proposals import get_proposals
from personaui_desktop.item_models.personas import PersonaRole
from personaui_desktop.operations.avatar_pictures import avatar_from
from personaui_desktop.records.personas import Profile
from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.main_window import MainWindow

MEMORY = "Sam told of the storm that took half the pier."

Beside = Callable[[Program], MainWindow]


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path) -> Iterator[Start]:
    with programs(qtbot, data_dir) as begin:
        yield begin


@pytest.fixture
def beside(qtbot: QtBot) -> Beside:
    """Opens another window on the desk of a program, on the persona that is there at first."""

    def open_window(program: Program) -> MainWindow:
        first = program.window
        session_id = first.place.session_id
        program.windows.open_at(first, "default", session_id)
        settle(qtbot, program)
        return program.windows.front

    return open_window


@pytest.fixture
def sessions(data_dir: Path) -> tuple[int, int]:
    """Two conversations of the persona that is there at first, the older first."""
    create_persona_db("default")
    older, newer = create_session("Older", "default"), create_session("Newer", "default")
    for session_id in (older, newer):
        save_message("Hello", True, "You", session_id)
    return older, newer


def a_picture() -> bytes:
    """A small avatar as it is stored."""
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    stored = QBuffer()
    picture.save(stored, "PNG")  # type: ignore[call-overload]
    return avatar_from(stored.data().data())


def settle(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: program.worker.is_idle)


def show(qtbot: QtBot, program: Program, window: MainWindow, session_id: int | None) -> None:
    window.place.show_session(session_id)
    settle(qtbot, program)


def test_each_window_has_its_own_place(
    qtbot: QtBot, start: Start, beside: Beside, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first, second = program.window, beside(program)
    older, newer = sessions
    show(qtbot, program, first, newer)
    show(qtbot, program, second, older)
    assert (first.place.session_id, second.place.session_id) == (newer, older)
    assert (first.chat.header.title.text(), second.chat.header.title.text()) == ("Newer", "Older")
    second.resize(640, 480)
    assert first.size() != second.size()


def test_one_reply_asks_once_whether_a_memory_is_due(
    qtbot: QtBot, start: Start, beside: Beside, data_dir: Path
) -> None:
    with serve(Reply(["A storm?"]), Reply(["I see."]), Reply([MEMORY]), Reply([MEMORY])) as server:
        save_settings(Settings(base_url=server.url, model="chats", remember_after=2), data_dir)
        program = start()
        beside(program)
        say(qtbot, program, "The storm came.")
        say(qtbot, program, "It took half the pier.")
        qtbot.waitUntil(lambda: read(get_proposals) != [])
        settle(qtbot, program)
        assert len(server.requests) == 3
    assert [proposal.content for proposal in read(get_proposals)] == [MEMORY]


def test_drafts_of_two_windows_do_not_overwrite_each_other(
    qtbot: QtBot, start: Start, beside: Beside, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first, second = program.window, beside(program)
    older, newer = sessions
    show(qtbot, program, first, older)
    show(qtbot, program, second, newer)
    qtbot.keyClicks(first.chat.composer.edit, "to the older")
    qtbot.keyClicks(second.chat.composer.edit, "to the newer")
    # Each goes where the other writes, and finds what is written there.
    show(qtbot, program, first, newer)
    assert first.chat.composer.text == "to the newer"
    qtbot.keyClicks(second.chat.composer.edit, ", at length")
    assert first.chat.composer.text == "to the newer, at length"
    show(qtbot, program, second, older)
    assert second.chat.composer.text == "to the older"
    assert program.desk.drafts.texts == {}, "both are being written"
    qtbot.keyClicks(second.chat.composer.edit, " one")
    for window in (first, second):
        window.chat.keep_written()
    settle(qtbot, program)
    assert read(get_drafts) == {older: "to the older one", newer: "to the newer, at length"}


def test_what_is_sent_in_one_window_is_no_draft_of_the_other(
    qtbot: QtBot, start: Start, beside: Beside, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first, second = program.window, beside(program)
    for window in (first, second):
        show(qtbot, program, window, sessions[1])
    qtbot.keyClicks(second.chat.composer.edit, "Once")
    assert first.chat.composer.text == "Once"
    with qtbot.waitSignal(program.replies.ended):
        qtbot.keyClick(second.chat.composer.edit, Qt.Key.Key_Return)
    settle(qtbot, program)
    assert (first.chat.composer.text, second.chat.composer.text) == ("", "")
    assert read(get_drafts) == {}


def test_what_is_written_behind_a_message_on_its_way_is_left_in_both_windows(
    qtbot: QtBot, start: Start, beside: Beside, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first, second = program.window, beside(program)
    for window in (first, second):
        show(qtbot, program, window, sessions[1])
    qtbot.keyClicks(second.chat.composer.edit, "ho ")
    with qtbot.waitSignal(program.replies.ended):
        qtbot.keyClick(second.chat.composer.edit, Qt.Key.Key_Return)
        # Before the message is stored; only the first of them is sent.
        qtbot.keyClicks(second.chat.composer.edit, "ho ho")
    settle(qtbot, program)
    assert (first.chat.composer.text, second.chat.composer.text) == ("ho ho", "ho ho")
    for window in (first, second):
        window.chat.keep_written()
    settle(qtbot, program)
    assert read(get_drafts) == {sessions[1]: "ho ho"}


def test_a_conversation_that_two_windows_begin_is_shown_in_both(
    qtbot: QtBot, start: Start, beside: Beside
) -> None:
    program = start("--demo")
    first, second = program.window, beside(program)
    assert (first.place.session_id, second.place.session_id) == (None, None)
    qtbot.keyClicks(second.chat.composer.edit, "Once")
    with qtbot.waitSignal(program.replies.ended):
        qtbot.keyClick(second.chat.composer.edit, Qt.Key.Key_Return)
        qtbot.keyClicks(second.chat.composer.edit, ", and more")
    settle(qtbot, program)
    assert first.place.session_id == second.place.session_id is not None
    assert (first.chat.composer.text, second.chat.composer.text) == (", and more", ", and more")
    assert [each["message"] for each in get_chat_history()][-2] == "Once"


def test_a_window_that_is_closed_takes_no_draft_along(
    qtbot: QtBot, start: Start, beside: Beside, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    first, second = program.window, beside(program)
    for window in (first, second):
        show(qtbot, program, window, sessions[0])
    qtbot.keyClicks(second.chat.composer.edit, "half a thought")
    second.close()
    second.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert first.chat.composer.text == "half a thought"
    qtbot.keyClicks(first.chat.composer.edit, ", and the rest")
    show(qtbot, program, first, sessions[1])
    settle(qtbot, program)
    assert read(get_drafts) == {sessions[0]: "half a thought, and the rest"}


def test_a_persona_that_changes_is_read_and_its_picture_decoded_once(
    qtbot: QtBot, start: Start, beside: Beside, sessions: tuple[int, int]
) -> None:
    program = start("--demo")
    windows = (program.window, beside(program))
    shown = QSignalSpy(program.desk.personas.dataChanged)
    profile = Profile("Mia, painted", avatar=a_picture())
    program.worker.run(edit_persona("default", profile), program, lambda _none: None)
    qtbot.waitUntil(lambda: program.desk.personas.image("default") is not None)
    settle(qtbot, program)
    roles = [shown.at(at)[2] for at in range(shown.count())]
    assert len([each for each in roles if PersonaRole.IMAGE in each]) == 1
    assert {window.chat.header.second.text() for window in windows} == {"with \u2068Mia, painted\u2069"}


def test_a_memory_that_was_asked_for_is_read_in_the_window_that_asked(
    qtbot: QtBot, start: Start, beside: Beside, data_dir: Path
) -> None:
    with serve(Reply(["A storm?"]), Reply(["I see."]), Reply([MEMORY])) as server:
        save_settings(Settings(base_url=server.url, model="chats"), data_dir)
        program = start()
        first, second = program.window, beside(program)
        say(qtbot, program, "The storm came.")
        say(qtbot, program, "It took half the pier.")
        show(qtbot, program, second, first.place.session_id)
        second.commands.start("session.remember")
        qtbot.waitUntil(lambda: second.memories.editor.is_open)
        qtbot.waitUntil(lambda: first.memories.has_suggestions)
        settle(qtbot, program)
    assert second.memories.editor.text.toPlainText() == MEMORY
    assert not first.memories.editor.is_open


def test_what_a_memory_costs_follows_who_answers(qtbot: QtBot, start: Start) -> None:
    desk = start("--demo").desk
    assert desk.answering is not None
    assert desk.memories.is_free
    desk.show_responder(desk.answering._replace(is_demo=False))
    assert not desk.memories.is_free
    desk.show_responder(desk.answering._replace(is_demo=True))
    assert desk.memories.is_free


def test_no_memory_is_asked_for_after_the_desk_has_closed(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = list[MemoryWriter]()
    monkeypatch.setattr(MemoryWriter, "close", lambda writer: closed.append(writer))
    desk = start("--demo").desk
    desk.close()
    assert closed == [desk.writer]
