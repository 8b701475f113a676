"""What a model wrote beside the replies is stored as soon as its file can be written, or noted in the log."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from personaui_desktop.background import arrivals
from personaui_desktop.background.arrivals import Arrival, Arrivals
from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Errand, Operation
from personaui_desktop.background.reply_worker import Unstored
from personaui_desktop.bug_report import LOG_NAME
from personaui_desktop.database import reused_connections
from personaui_desktop.errors import DamagedFile, FileBusy, FileNotWritable, PersonaFileError

FULL = FileNotWritable("It is full.", "Make room.", "default", Path("main.db"))
BUSY = FileBusy("It is in use.", "Wait.", "default", Path("main.db"))
DAMAGED = DamagedFile("It is damaged.", "Replace it.", "default", Path("main.db"))


class Bench:
    """Arrivals on a real worker, and a file that can be written or not."""

    def __init__(self, qtbot: QtBot, worker: DatabaseWorker) -> None:
        self.qtbot, self._worker = qtbot, worker
        self.arrivals = Arrivals(worker.run)
        self.error: PersonaFileError | None = None
        self.file: list[str] = []
        self.tries = 0
        self.again: list[bool] = []
        """With each try, whether there was one before."""
        self.stored: list[str] = []
        self.failed: list[PersonaFileError] = []
        self.told: list[tuple[object, ...]] = []
        self.settled: list[list[Unstored]] = []
        self.arrivals.not_stored.connect(lambda *told: self.told.append(told))

    def store(self, text: str, words: str | None = None) -> None:
        """Store words, of which the text would be lost."""
        writing = partial(self._write, text if words is None else words)

        def storing(is_again: bool) -> Operation[str]:
            self.again.append(is_again)
            return Errand(writing)

        self.arrivals.store(Arrival(("default", 1), text, storing, self.stored.append, self.failed.append))

    def _write(self, words: str) -> str:
        self.tries += 1
        if self.error is not None:
            raise self.error
        self.file.append(words)
        return words

    def settle(self) -> None:
        """Wait until everything asked for has come home."""
        self.qtbot.waitUntil(lambda: self._worker.is_idle)

    def close(self) -> None:
        """Begin to settle, as before the last window is closed, and wait."""
        self.arrivals.settle(self.settled.append)
        self.settle()


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    worker = DatabaseWorker(reused_connections)
    yield Bench(qtbot, worker)
    worker.close()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "STORE_AGAIN_MS", 1)


@pytest.fixture
def never_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "STORE_AGAIN_MS", 3_600_000)


def test_what_can_be_stored_is_stored_once(bench: Bench) -> None:
    bench.store("One more thing.")
    assert bench.arrivals.under_way() == [("default", 1)]
    bench.settle()
    assert bench.file == bench.stored == ["One more thing."]
    assert bench.arrivals.under_way() == []
    bench.close()
    assert bench.settled == [[]]
    assert (bench.told, bench.failed, bench.tries) == ([], [], 1)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("error", [FULL, BUSY])
def test_what_cannot_is_tried_until_it_is_and_told_once(
    qtbot: QtBot, bench: Bench, error: PersonaFileError
) -> None:
    bench.error = error
    bench.store("One more thing.")
    qtbot.waitUntil(lambda: bench.tries > 3)
    assert bench.told == [("default", 1, error, "One more thing.")]
    assert bench.failed == [error]
    assert bench.arrivals.under_way() == [("default", 1)]
    bench.error = None
    qtbot.waitUntil(lambda: bench.stored == ["One more thing."])
    bench.settle()
    assert bench.file == ["One more thing."]
    assert bench.arrivals.under_way() == []


@pytest.mark.usefixtures("at_once")
def test_only_after_a_failure_it_is_stored_again(bench: Bench, at_once: None) -> None:
    bench.error = FULL
    bench.store("One more thing.")
    bench.settle()
    bench.error = None
    bench.qtbot.waitUntil(lambda: bench.stored == ["One more thing."])
    assert bench.again[0] is False
    assert all(bench.again[1:])
    assert len(bench.again) >= 2


def test_a_damaged_file_is_given_up(qtbot: QtBot, bench: Bench) -> None:
    bench.error = DAMAGED
    bench.store("One more thing.")
    bench.settle()
    qtbot.wait(20)
    assert bench.tries == 1
    assert bench.told == [("default", 1, DAMAGED, "One more thing.")]
    assert bench.arrivals.under_way() == []


@pytest.mark.usefixtures("never_again")
def test_where_no_text_would_be_lost_nobody_is_asked_or_told(bench: Bench) -> None:
    bench.error = FULL
    bench.store("", "what it cost")
    bench.settle()
    assert bench.failed == [FULL]
    assert bench.told == []
    assert bench.arrivals.under_way() == []
    bench.close()
    bench.error = None
    bench.close()
    assert bench.settled == [[], []]
    assert bench.file == ["what it cost"]


@pytest.mark.usefixtures("never_again")
def test_before_closing_all_are_tried_and_told_that_could_not_be_stored(bench: Bench) -> None:
    bench.error = FULL
    bench.store("First.")
    bench.settle()
    bench.store("Second.")
    bench.close()
    assert bench.settled == [[Unstored(FULL, "First."), Unstored(FULL, "Second.")]]
    assert bench.tries == 3, "what is being tried is not tried twice at a time"
    bench.error = None
    bench.close()
    assert bench.settled[1] == []
    assert bench.file == bench.stored == ["First.", "Second."]
    bench.store("Third.")
    bench.settle()
    assert len(bench.settled) == 2, "whoever asked was answered"


def test_what_was_stored_before_closing_is_not_stored_once_more(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "STORE_AGAIN_MS", 50)
    bench.error = FULL
    bench.store("First.")
    bench.settle()
    bench.error = None
    bench.close()
    qtbot.wait(100)
    bench.settle()
    assert bench.file == ["First."]


@pytest.mark.usefixtures("never_again")
def test_what_is_lost_at_the_end_is_noted_without_a_word_of_it(bench: Bench, data_dir: Path) -> None:
    bench.error = FULL
    bench.store("First secret.")
    bench.settle()
    bench.arrivals.close()
    bench.store("Second secret!")
    bench.settle()
    log = (data_dir / LOG_NAME).read_text(encoding="utf-8")
    assert "A reply of 13 characters could not be stored: It is full." in log
    assert "A reply of 14 characters could not be stored: It is full." in log
    assert "secret" not in log
    assert bench.arrivals.under_way() == []


def test_with_room_again_it_is_stored_once_at_the_end(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "STORE_AGAIN_MS", 50)
    bench.error = FULL
    bench.store("First.")
    bench.settle()
    bench.error = None
    bench.arrivals.close()
    bench.store("Second.")
    qtbot.wait(100)
    bench.settle()
    assert bench.file == ["First.", "Second."]
    assert bench.again == [False, True, False]


def test_what_is_being_stored_at_the_end_is_stored_once(bench: Bench) -> None:
    bench.store("First.")
    bench.arrivals.close()
    bench.settle()
    assert bench.file == ["First."]
