from collections.abc import Iterator
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.background.operation import Errand
from personaui_desktop.database import reused_connections
from personaui_desktop.errors import InvalidInput, KnownError
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.place import Place

SETTLE_MS = 20


class Bench:
    """Keeps what a file says of the shown place; a lane that is held up shows what comes home late."""

    def __init__(self, qtbot: QtBot, worker: DatabaseWorker) -> None:
        self._qtbot, self._worker = qtbot, worker
        self.place = Place("mia")
        self.in_file = "one"
        self.reads = 0
        self.shown: list[str] = []
        self.failures: list[KnownError] = []

    def kept(self, *, by_session: bool = False) -> Kept[str]:
        return Kept(
            self.place,
            self._worker.run,
            self._ask,
            self.shown.append,
            self.place,
            fail=self.failures.append,
            by_session=by_session,
            settle_ms=SETTLE_MS,
        )

    def hold_up(self) -> Event:
        """Let nothing be read until the answer is set."""
        gate = Event()
        self._worker.run(Errand(lambda: gate.wait(10)), self.place)
        return gate

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self._worker.is_idle)

    def write(self, text: str, topic: Topic = Topic.MEMORIES, persona_id: str = "mia") -> None:
        def work() -> None:
            self.in_file = text

        self._worker.run(Errand(work, lambda _none: [Change(topic, persona_id)]), self.place)

    def _ask(self) -> Errand[str]:
        where = f"{self.place.persona_id} {self.place.session_id}"

        def work() -> str:
            self.reads += 1
            if self.in_file == "broken":
                raise InvalidInput("It is broken.")
            return f"{where} {self.in_file}"

        return Errand(work)


@pytest.fixture
def worker(qapp) -> Iterator[DatabaseWorker]:
    worker = DatabaseWorker(reused_connections)
    yield worker
    worker.close()


@pytest.fixture
def bench(qtbot: QtBot, worker: DatabaseWorker) -> Bench:
    return Bench(qtbot, worker)


def test_what_was_read_for_another_persona_is_dropped(bench):
    kept, gate = bench.kept(), bench.hold_up()
    kept.read()
    bench.place.show_persona("kant")
    gate.set()
    bench.settle()
    assert bench.shown == []


def test_whoever_leaves_and_comes_back_sees_only_what_was_asked_last(bench):
    kept, gate = bench.kept(), bench.hold_up()
    kept.read()
    bench.write("two")
    for persona_id in ("kant", "mia"):
        bench.place.show_persona(persona_id)
        kept.read()
    gate.set()
    bench.settle()
    assert bench.shown == ["mia None two"]


def test_another_session_is_another_place_only_where_it_matters(bench):
    of_persona, of_session, gate = bench.kept(), bench.kept(by_session=True), bench.hold_up()
    of_persona.read()
    of_session.read()
    bench.place.show_session(3)
    gate.set()
    bench.settle()
    assert bench.shown == ["mia None one"]
    of_session.read()
    bench.settle()
    assert bench.shown == ["mia None one", "mia 3 one"]


def test_what_is_asked_for_while_it_is_being_read_is_read_once_more(bench):
    kept, gate = bench.kept(), bench.hold_up()
    kept.read()
    bench.write("two")
    for _ in range(5):
        kept.read()
    gate.set()
    bench.settle()
    assert bench.shown == ["mia None one", "mia None two"]
    assert bench.reads == 2


def test_it_is_read_again_when_it_changed_for_this_persona(bench, worker):
    kept = bench.kept()
    kept.follow(worker.changed, Topic.MEMORIES, Topic.PERSONAS)
    bench.write("other topic", Topic.MESSAGES)
    bench.write("other persona", persona_id="kant")
    bench.settle()
    assert bench.reads == 0
    for topic in (Topic.MEMORIES, Topic.PERSONAS):
        bench.write(topic.value, topic)
        bench.settle()
    assert bench.shown == [f"mia None {Topic.MEMORIES.value}", f"mia None {Topic.PERSONAS.value}"]


def test_soon_is_once_and_never_where_nobody_looks_any_more(bench, qtbot):
    kept, begun_later = bench.kept(), bench.kept()
    for _ in range(5):
        kept.read_soon()
    qtbot.waitUntil(lambda: bench.shown != [])
    bench.settle()
    assert bench.reads == 1
    kept.read_soon()
    kept.rest()
    begun_later.read_soon()
    qtbot.waitUntil(lambda: len(bench.shown) == 2)
    bench.settle()
    assert bench.reads == 2


def test_a_reading_that_failed_is_told_and_tried_again(bench):
    kept = bench.kept()
    bench.write("broken")
    kept.read()
    bench.settle()
    assert [str(error) for error in bench.failures] == ["It is broken."]
    bench.write("mended")
    kept.read()
    bench.settle()
    assert bench.shown == ["mia None mended"]


def test_without_a_persona_there_is_nothing_to_read(bench):
    bench.place = Place("")
    bench.kept().read()
    bench.settle()
    assert bench.reads == 0
