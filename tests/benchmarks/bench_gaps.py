"""Gaps on the GUI thread while a reply streams: alone, beside a busy database worker, while the SDK loads."""

import statistics
import tempfile
from collections.abc import Callable
from time import perf_counter

from figures import Figure
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

RUNS = 5
SECONDS = 3.0
PIECES_A_SECOND = 200
ROWS_A_SECOND = 2000
FRAME_MS = 16.7


def run() -> list[Figure]:
    """The longest and the 99th percentile gap between two turns of the event loop, medians of some runs."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        scene = Scene(folder)
        alone, busy = [], []
        for _ in range(RUNS):
            alone.append(_measure(application, scene))
            stop = scene.insert_rows()
            busy.append(_measure(application, scene))
            stop()
        loading = _measure(application, scene, scene.load_sdk)
        scene.close()
    return [
        Figure(
            "99th percentile, 2000 rows/s inserted, against alone", _p99(busy), _p99(alone), "ms", "<= 1.25"
        ),
        Figure("longest gap, 2000 rows/s inserted, against a frame", _longest(busy), FRAME_MS, "ms", "<= 1"),
        Figure("longest gap, streaming alone, against a frame", _longest(alone), FRAME_MS, "ms", "<= 1"),
        Figure("longest gap while the SDK loads, against a frame", max(loading), FRAME_MS, "ms", "<= 1"),
    ]


class Scene(QObject):
    """A window with a streaming reply in it, over a real file."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        from pathlib import Path

        from personaui_desktop import paths
        from personaui_desktop.app import Program
        from personaui_desktop.background.single_instance import SingleInstance
        from personaui_desktop.command_line import parse
        from personaui_desktop.database import create_session, init_persona_db, save_message

        paths.choose_data_dir(folder)
        init_persona_db("default")
        self.session_id = create_session("Gaps", "default")
        for number in range(400):
            save_message(
                f"Message {number} with *some* text in it.", number % 2 == 0, session_id=self.session_id
            )
        self.message_id = save_message("", False, session_id=self.session_id)
        self.program = Program(
            parse(["--data-dir", folder, "--demo"]), Path(folder), SingleInstance(Path(folder))
        )
        # What loads the SDK at start is measured on its own.
        self.program.window.painted.disconnect()
        self.program.window.show()
        self.program.window.show_start("default")
        while self.program.window.place.session_id is None or not self.program.worker.is_idle:
            QApplication.processEvents()
        self.stream = QTimer(self)
        self.stream.setInterval(1000 // 60)
        self.stream.timeout.connect(self._piece)

    def _piece(self) -> None:
        model = self.program.window.chat.messages
        model.append_text(self.message_id, "word " * round(PIECES_A_SECOND / 60))

    def insert_rows(self) -> Callable[[], None]:
        """Insert rows through the database worker until the answer is called."""
        from personaui_desktop.background.operation import Operation
        from personaui_desktop.database import create_session, save_message

        other = create_session("Elsewhere", "default")
        timer = QTimer(self)
        started, sent = perf_counter(), 0

        def insert() -> None:
            save_message("A row inserted meanwhile.", True, session_id=other)

        def keep_up() -> None:
            nonlocal sent
            while sent < (perf_counter() - started) * ROWS_A_SECOND:
                self.program.worker.run(Operation(insert), self)
                sent += 1

        timer.timeout.connect(keep_up)
        timer.start(5)

        def stop() -> None:
            timer.stop()
            while not self.program.worker.is_idle:
                QApplication.processEvents()

        return stop

    def load_sdk(self) -> None:
        """Load the SDK as the program does after its first paint."""
        from personaui_desktop.background.operation import Lane, Operation
        from personaui_desktop.claude.loading import load_sdk

        self.program.worker.run(Operation(load_sdk, lane=Lane.OUTSIDE), self)

    def close(self) -> None:
        """End every thread."""
        self.stream.stop()
        self.program.close()


def _measure(application: object, scene: Scene, begin: Callable[[], None] = lambda: None) -> list[float]:
    gaps: list[float] = []
    last = perf_counter()

    def tick() -> None:
        nonlocal last
        now = perf_counter()
        gaps.append((now - last) * 1000)
        last = now

    ticker = QTimer(scene)
    ticker.timeout.connect(tick)
    ticker.start(0)
    scene.stream.start()
    QTimer.singleShot(0, scene, begin)
    QTimer.singleShot(int(SECONDS * 1000), scene, QApplication.quit)
    QApplication.exec()
    ticker.stop()
    scene.stream.stop()
    return gaps


def _p99(runs: list[list[float]]) -> float:
    return statistics.median(statistics.quantiles(gaps, n=100)[98] for gaps in runs)


def _longest(runs: list[list[float]]) -> float:
    return statistics.median(max(gaps) for gaps in runs)
