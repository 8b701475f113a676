"""The command palette over 10 000 conversations: the slowest key, and opening it, beside a frame."""

import random
from collections.abc import Callable
from functools import partial
from time import perf_counter

from figures import Figure
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from personaui_desktop.name_finding import Names
from personaui_desktop.operations.sessions import NamedSessions
from personaui_desktop.records.sessions import TitledSession
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.palette.box import PaletteBox
from personaui_desktop.widgets.palette.offer import PaletteOffer
from personaui_desktop.widgets.palette.session_titles import SessionTitles

SESSIONS, COMMANDS = 10_000, 110
FRAME_MS = 16.7
ROUNDS = 5
WORDS = (
    *("lighthouse", "keeper", "sea", "storm", "garden", "recipe", "bread", "sourdough", "wedding", "speech"),
    *("Japanese", "lesson", "night", "why", "loud", "plan", "weekend", "brother", "kitchen", "novel"),
    *("chapter", "python", "test", "server", "holiday", "Rome", "train", "bicycle", "river", "winter"),
)
TYPED = {
    "a beginning": "lighthouse keeper",
    "letters left out": "lghthskpr",
    "a letter wrong": "lihgthouse k",
    "nothing fits": "qxyzzqx",
    "one letter over and over": "eeeeeeeeeeee",
}


class _Worker(QObject):
    changed = Signal(object)


def run() -> list[Figure]:
    """Each way of typing, the slowest of its keys."""
    QApplication.instance() or QApplication([])
    over = QWidget()
    over.resize(1360, 860)
    worker = _Worker(over)
    titles = SessionTitles(lambda *_: None, worker.changed, over)
    titles.by_persona["default"] = _talks()
    box = PaletteBox(titles, Commands(), over)
    over.show()
    commands = Commands(
        Command(f"a.{at}", f"Do {WORDS[at % len(WORDS)]} {at}", partial(str), keys=("F1",))
        for at in range(COMMANDS)
    )

    def open_it() -> None:
        box.open(PaletteOffer(commands, [], ("default", None), titles.by_persona, (), "own"))
        QApplication.processEvents()

    figures = [Figure("opening", _shortest(open_it), FRAME_MS, "ms", "< 1")]
    for name, typed in TYPED.items():
        slowest = max(_keys(box, typed))
        figures.append(Figure(f"a key: {name}", slowest, FRAME_MS, "ms", "< 1"))
    return figures


def _talks() -> NamedSessions:
    chance = random.Random(1)
    rows = [
        TitledSession(
            at, " ".join(chance.choices(WORDS, k=chance.randint(2, 8))), f"2026-01-01 00:00:{at:05}"
        )
        for at in range(SESSIONS, 0, -1)
    ]
    return NamedSessions(rows, Names([row.title for row in rows]))


def _keys(box: PaletteBox, typed: str) -> list[float]:
    """How long each key takes until what it offers is painted, the shortest of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        box.field.clear()
        rounds.append([_timed(partial(_press, box, letter)) for letter in typed])
    return [min(times) for times in zip(*rounds, strict=True)]


def _press(box: PaletteBox, letter: str) -> None:
    QTest.keyClick(box.field, letter, Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def _shortest(work: Callable[[], object]) -> float:
    return min(_timed(work) for _ in range(ROUNDS))


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000
