"""Gaps on the GUI thread: a reply streams, rows come in, the SDK loads, one branches off, one searches."""

import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from figures import Figure
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication
from support.on_file import read
from support.scripted import ScriptedResponder, ScriptedStream

from personaui_desktop import paths
from personaui_desktop.app import Program
from personaui_desktop.background.operation import Errand
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.command_line import Options
from personaui_desktop.database import (
    create_session,
    get_message_count,
    init_persona_db,
    pages,
    save_message,
)
from personaui_desktop.database.connection import connect, transaction
from personaui_desktop.operations import messages, replies, responders

RUNS = 3
SECONDS = 2.0
PIECES_A_SECOND = 200
ROWS_A_SECOND = 2000
FRAME_MS = 16.7
HISTORY = 400
MOST_WAITING = 100
FOUND = 1_000_000
BEFORE_FORK, AFTER_FORK = 10_000, 2_000


def run() -> list[Figure]:
    """The 99th percentile and the longest gap between two turns of the event loop, medians of some runs."""
    application = QApplication.instance() or QApplication([])
    loading = [_gaps_while_loading() for _ in range(RUNS)]
    with tempfile.TemporaryDirectory() as folder, _scene(Path(folder)) as scene:
        alone, busy = [], []
        for _ in range(RUNS):
            alone.append(scene.measure())
            with scene.rows_inserted():
                busy.append(scene.measure())
        branching = [scene.measure_branching() for _ in range(RUNS)]
        searching = scene.measure_finding()
    del application
    return [
        Figure("rows inserted a second, against what was wanted", scene.rows_a_second, ROWS_A_SECOND, "/s"),
        Figure(
            "99th percentile, rows inserted meanwhile, against alone",
            _p99(busy),
            _p99(alone),
            "ms",
            "<= 1.25",
        ),
        Figure(
            "longest gap, rows inserted meanwhile, against a frame", _longest(busy), FRAME_MS, "ms", "<= 1"
        ),
        Figure("longest gap, streaming alone, against a frame", _longest(alone), FRAME_MS, "ms", "<= 1"),
        Figure("longest gap while the SDK loads, against a frame", _longest(loading), FRAME_MS, "ms", "<= 1"),
        Figure(
            "longest gap, branching off at message 10 000, against a frame",
            _longest(branching),
            FRAME_MS,
            "ms",
            "<= 1",
        ),
        Figure(
            "longest gap, a word found in each of 1 000 000 messages, against a frame",
            max(searching),
            FRAME_MS,
            "ms",
            "<= 1",
        ),
        Figure(
            "99th percentile, a word found in each of 1 000 000 messages, against alone",
            _p99([searching]),
            _p99(alone),
            "ms",
        ),
    ]


class Scene:
    """The program's window with a conversation open, and someone who replies at a steady pace."""

    def __init__(self, program: Program, session_id: int) -> None:
        self.program = program
        self.session_id = session_id
        self.responder = ScriptedResponder()
        self.rows_a_second = 0.0
        program.replies._choose_responder = lambda: self.responder

    def measure(self, begin: Callable[[], None] = lambda: None) -> list[float]:
        """The gaps in ms while a reply streams."""
        stream = self.responder.next_stream()
        stopped = threading.Event()
        speaker = threading.Thread(target=_speak, args=(stream, stopped))
        self.program.replies.start(replies.answer("default", self.session_id))
        speaker.start()
        gaps = _gaps(begin)
        stopped.set()
        speaker.join()
        stream.finish()
        self.settle()
        self.say("Go on")
        return gaps

    def measure_branching(self) -> list[float]:
        """The gaps in ms while one branches off far up in a long conversation, and the branch is shown."""
        session_id = self.show_long(BEFORE_FORK + AFTER_FORK)
        fork = read(pages.newest_page, session_id, AFTER_FORK + 1).messages[0]
        branch = self.program.window.commands["message.branch"]
        gaps = _gaps(lambda: branch.run(fork))
        self.settle()
        assert get_message_count(self.program.window.place.session_id) == BEFORE_FORK
        return gaps

    def measure_finding(self) -> list[float]:
        """The gaps in ms while a word that is in each of very many messages is looked for."""
        self.show_long(FOUND)
        finder = self.program.window.chat.transcript.scene.finder
        gaps = _gaps(lambda: finder.seek("pier", None))
        while finder.is_searching:
            gaps += _gaps()
        return gaps

    def show_long(self, number: int) -> int:
        """Show a conversation of so many messages; its id."""
        session_id = create_session("Long", "default")
        rows = ((session_id, f"The pier, seen for the {each}th time.", 1) for each in range(number))
        with connect("default") as connection, transaction(connection):
            connection.executemany(
                "INSERT INTO chat_messages (session_id, message, is_user) VALUES (?, ?, ?)", rows
            )
        self.program.window.place.show_session(session_id)
        self.settle()
        return session_id

    def say(self, text: str) -> None:
        """Say something that the next reply answers."""
        self.program.worker.run(messages.say("default", self.session_id, text), self.program)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        while not self.program.worker.is_idle or self.program.replies.under_way():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)

    @contextmanager
    def rows_inserted(self) -> Iterator[None]:
        """Rows are inserted through the database worker meanwhile."""
        other = create_session("Elsewhere", "default")
        started, sent, inserted = perf_counter(), 0, 0

        def insert() -> None:
            nonlocal inserted
            save_message("A row inserted meanwhile.", True, session_id=other)
            inserted += 1

        def keep_up() -> None:
            nonlocal sent
            # A disk that is slower than that is kept busy, not buried.
            while sent < (perf_counter() - started) * ROWS_A_SECOND and sent - inserted < MOST_WAITING:
                self.program.worker.run(Errand(insert), self.program)
                sent += 1

        timer = QTimer()
        timer.timeout.connect(keep_up)
        timer.start(5)
        yield
        timer.stop()
        self.rows_a_second = inserted / (perf_counter() - started)
        self.settle()


@contextmanager
def _scene(folder: Path) -> Iterator[Scene]:
    paths.choose_data_dir(folder)
    init_persona_db("default")
    session_id = create_session("Gaps", "default")
    for number in range(HISTORY):
        save_message(f"Message {number} with *some* text in it.", number % 2 == 0, session_id=session_id)
    save_message("Tell me a long story.", True, session_id=session_id)
    program = Program(Options(demo=True), folder, SingleInstance(folder))
    # Loading the SDK is measured on its own.
    program.make_ready = lambda: None
    loop = QEventLoop()
    program.filled.connect(loop.quit)
    program.window.show()
    loop.exec()
    scene = Scene(program, session_id)
    while program.window.place.session_id is None:
        QApplication.processEvents()
    scene.settle()
    yield scene
    program.window.close()
    program.close()
    paths.choose_data_dir(None)


def _speak(stream: ScriptedStream, stopped: threading.Event) -> None:
    number = 0
    while not stopped.wait(1 / PIECES_A_SECOND):
        number += 1
        stream.say(f"word{number} " if number % 60 else "\n\n")


def _gaps(begin: Callable[[], None] = lambda: None) -> list[float]:
    """Turn the event loop for some seconds; how long each turn took, in ms."""
    gaps: list[float] = []
    last = perf_counter()

    def tick() -> None:
        nonlocal last
        now = perf_counter()
        gaps.append((now - last) * 1000)
        last = now

    loop = QEventLoop()
    ticker = QTimer()
    ticker.setTimerType(Qt.TimerType.PreciseTimer)
    ticker.timeout.connect(tick)
    ticker.start(1)
    QTimer.singleShot(0, begin)
    QTimer.singleShot(int(SECONDS * 1000), loop.quit)
    loop.exec()
    ticker.stop()
    return gaps


def _gaps_while_loading() -> list[float]:
    """The same while the SDK loads, in a process of its own: it loads only once."""
    here = Path(__file__).parent
    code = (
        "import sys; sys.path[:0] = sys.argv[1:];"
        "from personaui_desktop.__main__ import load_qt; load_qt();"
        "import bench_gaps; from PySide6.QtWidgets import QApplication;"
        "application = QApplication([]); bench_gaps.print_loading()"
    )
    command = [sys.executable, "-c", code, str(here), str(here.parent), str(here.parents[1])]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [float(gap) for gap in printed.split()]


def print_loading() -> None:
    """Measure while the SDK loads, and print the gaps."""
    with tempfile.TemporaryDirectory() as folder, _scene(Path(folder)) as scene:
        load = responders.make_ready()
        gaps = scene.measure(lambda: scene.program.worker.run(load, scene.program))
        print(*gaps)


def _p99(runs: list[list[float]]) -> float:
    return statistics.median(statistics.quantiles(gaps, n=100)[98] for gaps in runs)


def _longest(runs: list[list[float]]) -> float:
    return statistics.median(max(gaps) for gaps in runs)
