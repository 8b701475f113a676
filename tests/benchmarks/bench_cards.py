"""200 character cards: read, taken in with progress, and the gaps on the GUI thread meanwhile."""

import random
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, thread_time

from bench_gaps import FRAME_MS, _scene
from figures import Figure, median_ms
from PySide6.QtCore import QBuffer, QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from support.made_cards import V3, coded, text, with_chunks
from support.on_file import create_persona

from personaui_desktop.cards.reading import read_card
from personaui_desktop.operations.cards import CardOrigin
from personaui_desktop.records.personas import Profile
from personaui_desktop.widgets.personas.bring_dialog import BringDialog

CARDS = 200
SMALL = 20
IDLE_SECONDS = 5.0
WIDTH, HEIGHT = 512, 768
WORDS_BYTES = 60_000


def run() -> list[Figure]:
    """The longest gaps while the cards are read and taken in, and how long one takes."""
    application = QApplication.instance() or QApplication([])
    card = _card()
    with tempfile.TemporaryDirectory() as folder, _scene(Path(folder)) as scene:
        plain = median_ms(lambda: create_persona(Profile("Kai")).work(), SMALL)
        origins = [CardOrigin(f"{number}.png", content=card) for number in range(CARDS)]
        window = scene.program.window
        window.rail.bringing.bring(origins)
        (dialog,) = window.findChildren(BringDialog)
        started = perf_counter()
        reading, busy_reading = _gaps_until(lambda: not dialog._reading.is_running)
        read, begun = perf_counter() - started, perf_counter()
        finished: list[int] = []
        dialog.finished.connect(finished.append)
        dialog.bring()
        taking, busy_taking = _gaps_until(lambda: bool(finished))
        taken = perf_counter() - begun
        scene.settle()
        settled = perf_counter() - begun
        end = perf_counter() + IDLE_SECONDS
        idle, _ = _gaps_until(lambda: perf_counter() > end)
    del application
    return [
        Figure(
            "longest turn of the loop while 200 are read, its own time", busy_reading, FRAME_MS, "ms", "<= 1"
        ),
        Figure("longest turn while they are taken in, its own time", busy_taking, FRAME_MS, "ms", "<= 1"),
        Figure("longest gap while they are read, against doing nothing", max(reading), max(idle), "ms"),
        Figure("longest gap while they are taken in, against doing nothing", max(taking), max(idle), "ms"),
        Figure(
            "99th percentile of these gaps, against doing nothing", _p99(reading + taking), _p99(idle), "ms"
        ),
        Figure(
            "to read one in the dialog, against reading its bytes",
            read / CARDS * 1000,
            median_ms(lambda: read_card(card)),
            "ms",
        ),
        Figure("to take one in, against making a persona", taken / CARDS * 1000, plain, "ms"),
        Figure("until all stand in the rail, against taking them in", settled, taken, "s"),
    ]


def _card() -> bytes:
    """A card as they usually are: half a megabyte of picture, 10,000 characters of text, and a lorebook."""
    luck = random.Random(7)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    for y in range(HEIGHT):
        for x in range(WIDTH):
            image.setPixel(x, y, (x // 2 << 16) + (y // 3 << 8) + luck.randrange(24))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    words = " ".join(luck.choice(["harbour", "light", "storm", "keeper"]) for _ in range(WORDS_BYTES // 7))
    book = {"entries": [{"keys": ["lamp"], "content": words[at : at + 500]} for at in range(0, 50_000, 500)]}
    texts = {"description": words[:6_000], "mes_example": words[6_000:10_000], "character_book": book}
    card = V3 | {"data": V3["data"] | texts}
    return with_chunks(text(b"ccv3", coded(card)), picture=bytes(buffer.data().data()))


def _gaps_until(is_done: Callable[[], bool]) -> tuple[list[float], float]:
    """Turn the event loop until then.

    Returns:
        How long each turn took, and what the longest took of this thread's own time, in ms: that does not
        change with whatever else the machine does.
    """
    gaps: list[float] = []
    last, busy, most = perf_counter(), thread_time(), 0.0
    loop = QEventLoop()

    def tick() -> None:
        nonlocal last, busy, most
        now, own = perf_counter(), thread_time()
        gaps.append((now - last) * 1000)
        most = max(most, (own - busy) * 1000)
        last, busy = now, own
        if is_done():
            loop.quit()

    ticker = QTimer()
    ticker.setTimerType(Qt.TimerType.PreciseTimer)
    ticker.timeout.connect(tick)
    ticker.start(1)
    loop.exec()
    ticker.stop()
    return gaps, most


def _p99(gaps: list[float]) -> float:
    return statistics.quantiles(gaps, n=100)[98]
