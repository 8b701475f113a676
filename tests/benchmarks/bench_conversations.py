"""Conversations: parking a tail, branching off at message 10 000, and the list of 10 000."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

from figures import Figure, median_ms
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import delete
from support.desks import desk_over
from support.on_file import write

from personaui_desktop import database, paths
from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database.branches import open_branch, park_tail
from personaui_desktop.database.connection import connect, transaction
from personaui_desktop.operations import branches, messages, sessions
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.sessions.pane import SessionsPane

TAIL, LONG, SESSIONS, FEW = 2_000, 10_000, 10_000, 100
ROUNDS = 15
FRAME_MS = 16.7
TEXT = "A message of ordinary length, as a person types it into the composer. " * 2
MOVE = "UPDATE chat_messages SET session_id = ? WHERE session_id = ? AND id >= ?"
INSERT = "INSERT INTO chat_messages (session_id, message, is_user) VALUES (?, ?, ?)"


def run() -> list[Figure]:
    """Everything, each group in a data folder of its own."""
    return [*_parking(), *_branching(), *_listing()]


@contextmanager
def _data_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        paths.choose_data_dir(folder)
        try:
            with database.reused_connections():
                yield Path(folder)
        finally:
            paths.choose_data_dir(None)


def _session(messages: int) -> int:
    session = database.create_session()
    with connect("default") as connection, transaction(connection):
        connection.executemany(INSERT, ((session, TEXT, at % 2) for at in range(messages)))
    return session


def _message(session: int, number: int) -> int:
    with connect("default") as connection:
        query = "SELECT id FROM chat_messages WHERE session_id = ? ORDER BY id LIMIT 1 OFFSET ?"
        found: int = connection.execute(query, (session, number)).fetchone()[0]
        return found


def _parking() -> list[Figure]:
    with _data_folder():
        session = _session(LONG)
        fork = _message(session, LONG - TAIL)
        times, bare = [], []
        for _ in range(7):
            start = perf_counter()
            branch = write(park_tail, session, fork)
            times.append((perf_counter() - start) * 1000)
            write(open_branch, branch)
            bare.append(_moved_and_back(session, fork))
        return [
            Figure("parking 2 000 messages, with commit", median(times), 5, "ms", "≈ 1"),
            Figure("the same, against its UPDATE alone", median(times), median(bare), "ms", "≤ 1.3"),
        ]


def _moved_and_back(session: int, fork: int) -> float:
    """How long the bare statement takes with its commit, in milliseconds: two indexes follow each row."""
    other = database.create_session()
    with connect("default") as connection:
        times = []
        for whence, whither in ((session, other), (other, session)):
            start = perf_counter()
            with transaction(connection):
                connection.execute("INSERT INTO message_moves VALUES (1)")
                connection.execute(MOVE, (whither, whence, fork))
                connection.execute("DELETE FROM message_moves")
            times.append((perf_counter() - start) * 1000)
        return times[0]


def _branching() -> list[Figure]:
    application = QApplication.instance() or QApplication([])
    with _data_folder():
        session = _session(LONG + TAIL)
        fork = _message(session, LONG - 1)
        runs = [_branch(session, fork) for _ in range(5)]
    del application
    return [
        Figure(
            "branching off at message 10 000, until it is shown", median(run[0] for run in runs), 150, "ms"
        ),
        Figure("the same, until it is whole", median(run[1] for run in runs), 150, "ms", "≤ 1"),
        Figure(
            "longest gap meanwhile, against a frame", median(run[2] for run in runs), FRAME_MS, "ms", "≤ 1"
        ),
    ]


def _branch(session: int, fork: int) -> tuple[float, float, float]:
    worker = DatabaseWorker(database.reused_connections)
    loop, told = QEventLoop(), []
    beats = [perf_counter()]
    timer = QTimer(loop)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(perf_counter()))
    timer.start(1)

    def shown(copy: int) -> None:
        told.append(perf_counter())
        worker.run(branches.finish("default", copy), loop, lambda _none: loop.quit())

    start = perf_counter()
    worker.run(branches.branch_from("default", session, fork, "Branch"), loop, shown)
    loop.exec()
    end = perf_counter()
    worker.close()
    gaps = [later - earlier for earlier, later in pairwise(beats)]
    return (told[0] - start) * 1000, (end - start) * 1000, max(gaps) * 1000


def _listing() -> list[Figure]:
    read, painted, moved = [], [], []
    for number in (FEW, SESSIONS):
        with _data_folder():
            _many_sessions(number)
            read.append(median_ms(partial(sessions.first_page("default").work), 31))
            with _pane() as (pane, place, worker):
                painted.append(_first_paint(pane, place, worker))
                moved.append(_move_up(pane, worker, number))
    return [
        Figure("first page of 10 000 conversations, against 100", read[1], read[0], "ms", "≤ 1.3"),
        Figure("their list painted first, against 100", painted[1], painted[0], "ms", "≤ 1.3"),
        Figure("scrolled through, one moves up, against 100", moved[1], moved[0], "ms", "≤ 1.3"),
    ]


def _many_sessions(number: int) -> None:
    """So many conversations of one message each, an hour between them."""
    database.create_persona_db()
    with connect("default") as connection, transaction(connection):
        connection.executemany(
            "INSERT INTO chat_sessions (title, updated_at) VALUES (?, datetime('now', ?))",
            ((f"Conversation {at}", f"-{at} hours") for at in range(number)),
        )
        connection.execute(
            "INSERT INTO chat_messages (session_id, message, is_user) SELECT id, ?, 1 FROM chat_sessions",
            (TEXT,),
        )


@contextmanager
def _pane() -> Iterator[tuple[SessionsPane, Place, DatabaseWorker]]:
    """A pane of conversations on screen, that shows no persona yet."""
    application = QApplication.instance() or QApplication([])
    worker = DatabaseWorker(database.reused_connections)
    desk, place, notices = desk_over(worker), Place("nobody"), Notices()
    history = UndoHistory(place, desk.histories, worker.run, notices)
    pane = SessionsPane(desk, place, notices, history, {}.get)
    pane.resize(268, 800)
    pane.show()
    try:
        yield pane, place, worker
    finally:
        desk.close()
        worker.close()
        delete(pane)
        del application


def _first_paint(pane: SessionsPane, place: Place, worker: DatabaseWorker) -> float:
    """How long it takes from choosing a persona to its list of conversations on screen, in milliseconds."""

    def show() -> None:
        place.show_persona("default")
        _settle(worker, lambda: pane.filter_model.rowCount() >= FEW)
        pane.grab()

    times = []
    for _ in range(ROUNDS):
        place.show_persona("nobody")
        _settle(worker)
        times.append(median_ms(show, 1))
    return median(times)


def _move_up(pane: SessionsPane, worker: DatabaseWorker, number: int) -> float:
    """How long it takes, once all were scrolled to, until one that was written in is painted at the top."""
    bar = pane.list.verticalScrollBar()
    while pane.filter_model.rowCount() < number:
        bar.setValue(bar.maximum())
        _settle(worker)
    bar.setValue(0)

    def say(session: int) -> None:
        worker.run(messages.say("default", session, TEXT), pane)
        _settle(worker)
        pane.grab()

    return median(median_ms(partial(say, session), 1) for session in range(FEW - ROUNDS, FEW))


def _settle(worker: DatabaseWorker, is_done: Callable[[], bool] = lambda: True) -> None:
    while not worker.is_idle or not is_done():
        QApplication.processEvents()
