"""Closing loses nothing that arrived, also where the disk is full: the real window on real files."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.messages_server import MessagesServer, Reply, serve
from support.on_file import read, write
from support.programs import Start, programs

from personaui_desktop.app import Program
from personaui_desktop.background.arrivals import Arrival
from personaui_desktop.background.operation import Errand
from personaui_desktop.bug_report import LOG_NAME
from personaui_desktop.database import (
    connection,
    create_session,
    get_chat_history,
    replies,
    save_message,
)
from personaui_desktop.database.pages import messages_by_ids
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.unstored import UnstoredDialog

PIECES = [f"word{number} " * 200 for number in range(150)]
TEXT = "".join(PIECES)


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path) -> Iterator[Start]:
    with programs(qtbot, data_dir) as start_program:
        yield start_program


@pytest.fixture
def server(data_dir: Path) -> Iterator[MessagesServer]:
    with serve() as running:
        save_settings(Settings(base_url=running.url, model="chats"), data_dir)
        yield running


class Disk:
    """Full or not: SQLite itself then refuses every page beyond those that a file has."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._is_full = False
        self._open = connection.open_connection
        monkeypatch.setattr(connection, "open_connection", self._opened)

    def fill(self, qtbot: QtBot, program: Program) -> None:
        self._is_full = True
        self._limit_what_is_open(qtbot, program, 1)

    def make_room(self, qtbot: QtBot, program: Program) -> None:
        self._is_full = False
        self._limit_what_is_open(qtbot, program, 100_000)

    def _opened(self, path: Path, *others: object) -> sqlite3.Connection:
        opened = self._open(path, *others)
        if self._is_full:
            _allow(opened, 1)
        return opened

    def _limit_what_is_open(self, qtbot: QtBot, program: Program, pages: int) -> None:
        def limit() -> None:
            with connection.connect("default") as opened:
                _allow(opened, pages)

        done: list[object] = []
        program.worker.run(Errand(limit), program, done.append)
        qtbot.waitUntil(lambda: bool(done))


def _allow(opened: sqlite3.Connection, more: int) -> None:
    pages = opened.execute("PRAGMA page_count").fetchone()[0]
    opened.execute(f"PRAGMA max_page_count = {pages + more}")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def ask(qtbot: QtBot, program: Program) -> None:
    edit = program.window.chat.composer.edit
    qtbot.keyClicks(edit, "Tell me everything.")
    with qtbot.waitSignal(program.replies.began, timeout=20_000):
        qtbot.keyClick(edit, Qt.Key.Key_Return)


def dialog_over(qtbot: QtBot, program: Program) -> UnstoredDialog:
    def find() -> UnstoredDialog | None:
        found = program.window.findChildren(UnstoredDialog)
        return next((one for one in found if one.isVisible()), None)

    qtbot.waitUntil(lambda: find() is not None, timeout=20_000)
    dialog = find()
    assert dialog is not None
    return dialog


@pytest.fixture
def full(qtbot: QtBot, start: Start, server: MessagesServer, disk: Disk) -> Program:
    """A program whose reply has arrived and does not fit on the disk, and whose window was closed."""
    gate = threading.Event()
    server.reply_with(Reply(PIECES, gate=gate))
    program = start()
    ask(qtbot, program)
    disk.fill(qtbot, program)
    with qtbot.waitSignal(program.replies.not_stored, timeout=20_000):
        gate.set()
    program.window.close()
    return program


def test_a_full_disk_keeps_the_window_and_the_text(qtbot: QtBot, full: Program) -> None:
    dialog = dialog_over(qtbot, full)
    assert full.window.isVisible()
    assert "the disk is full" in dialog.sentence.text()
    assert dialog.text.toPlainText() == TEXT
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == TEXT
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert full.window.isVisible()


def test_with_room_again_it_is_saved_and_the_window_closes(qtbot: QtBot, full: Program, disk: Disk) -> None:
    dialog = dialog_over(qtbot, full)
    qtbot.mouseClick(dialog.again_button, Qt.MouseButton.LeftButton)
    dialog = dialog_over(qtbot, full)
    assert full.window.isVisible()
    disk.make_room(qtbot, full)
    qtbot.mouseClick(dialog.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not full.window.isVisible(), timeout=20_000)
    assert get_chat_history()[-1]["message"] == TEXT


def test_closing_all_the_same_is_noted_without_a_word_of_it(
    qtbot: QtBot, full: Program, start: Start, data_dir: Path
) -> None:
    dialog = dialog_over(qtbot, full)
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not full.window.isVisible(), timeout=20_000)
    start()
    log = (data_dir / LOG_NAME).read_text()
    assert f"A reply of {len(TEXT)} characters could not be stored: main.db cannot be saved" in log
    assert "OperationalError" in log
    assert "word1" not in log


def test_the_system_gets_no_question(full: Program, start: Start, data_dir: Path) -> None:
    full.window.end()
    assert not full.window.isVisible()
    start()
    assert "could not be stored" in (data_dir / LOG_NAME).read_text()


def test_closing_in_mid_reply_saves_it_first(qtbot: QtBot, start: Start, server: MessagesServer) -> None:
    server.reply_with(Reply(["So far "] * 5000, rate=200))
    program = start()
    with qtbot.waitSignal(program.replies.text, timeout=20_000):
        ask(qtbot, program)
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=20_000)
    last = get_chat_history()[-1]
    assert last["message"].startswith("So far")
    assert not program.replies.under_way()


def test_a_reply_of_a_killed_run_is_there_as_interrupted_and_can_be_continued(
    qtbot: QtBot, start: Start, server: MessagesServer
) -> None:
    session = create_session("A talk", "default")
    save_message("Tell me.", True, session_id=session)
    reply = write(replies.begin_reply, session, "Mia", "a run that was killed")
    write(replies.store_reply_text, reply, "The storm took ")
    empty = create_session("Another", "default")
    save_message("And this?", True, session_id=empty)
    write(replies.begin_reply, empty, "Mia", "a run that was killed")
    program = start()
    chat = program.window.chat
    program.window.place.show_session(session)
    qtbot.waitUntil(lambda: program.window.commands.can_start("reply.continue"), timeout=20_000)
    assert chat.attempts.can_retry
    assert program.window.commands.can_start("reply.keep")
    row = read(messages_by_ids, session, [reply])[0]
    assert (row.text, row.status) == ("The storm took ", ReplyStatus.INTERRUPTED)
    assert [one["message"] for one in get_chat_history(session_id=empty)] == ["And this?"]
    server.reply_with(Reply(["half the pier."]))
    with qtbot.waitSignal(program.replies.ended, timeout=20_000):
        program.window.commands.start("reply.continue")
    assert get_chat_history(session_id=session)[-1]["message"] == "The storm took half the pier."


def test_a_disk_that_fills_up_in_mid_reply_is_told_on_closing(
    qtbot: QtBot, start: Start, server: MessagesServer, disk: Disk
) -> None:
    server.reply_with(Reply(["all of it " * 2000] * 500, rate=200))
    program = start()
    with qtbot.waitSignal(program.replies.text, timeout=20_000):
        ask(qtbot, program)
    disk.fill(qtbot, program)
    shown = (program.window.place.persona_id, program.window.place.session_id)
    before = len(program.replies.text_so_far(*shown)[1])
    qtbot.waitUntil(lambda: len(program.replies.text_so_far(*shown)[1]) - before > 100_000, timeout=20_000)
    program.window.close()
    assert len(dialog_over(qtbot, program).text.toPlainText()) > 100_000


def test_what_came_beside_the_replies_is_asked_about_too(qtbot: QtBot, start: Start, disk: Disk) -> None:
    program = start("--demo")
    session = create_session()

    def add() -> int:
        return save_message(TEXT, False, "Mia", session)

    arrival = Arrival(
        ("default", session), TEXT, lambda _again: Errand(add), lambda _id: None, lambda _error: None
    )
    disk.fill(qtbot, program)
    with qtbot.waitSignal(program.desk.arrivals.not_stored, timeout=20_000):
        program.desk.arrivals.store(arrival)
    notice = program.window.notice_bar.notice
    assert notice is not None
    assert notice.action is not None
    notice.action[1]()
    assert QApplication.clipboard().text() == TEXT
    program.window.close()
    dialog = dialog_over(qtbot, program)
    assert dialog.text.toPlainText() == TEXT
    assert program.window.isVisible()
    disk.make_room(qtbot, program)
    qtbot.mouseClick(dialog.again_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=20_000)
    assert [message["message"] for message in get_chat_history(session_id=session)] == [TEXT]
