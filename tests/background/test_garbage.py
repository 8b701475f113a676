import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractEventDispatcher
from pytestqt.qtbot import QtBot

from personaui_desktop.background.garbage import MOST_PUT_OFF, GarbageCollector


class Knot:
    """Garbage that only the cyclic collector can take; tells which thread did."""

    destroyed_in: list[threading.Thread]

    def __init__(self, destroyed_in: list[threading.Thread]) -> None:
        self.myself = self
        self.destroyed_in = destroyed_in

    def __del__(self) -> None:
        self.destroyed_in.append(threading.current_thread())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    made = GarbageCollector()
    made.begin()
    yield made
    made.close()
    gc.unfreeze()
    gc.disable()


def test_garbage_of_any_thread_is_collected_on_the_gui_thread(
    qtbot: QtBot, collector: GarbageCollector
) -> None:
    destroyed_in: list[threading.Thread] = []

    def litter() -> None:
        knots = [Knot(destroyed_in) for _ in range(20_000)]
        del knots

    thread = threading.Thread(target=litter)
    thread.start()
    thread.join()
    assert destroyed_in == []
    qtbot.waitUntil(lambda: len(destroyed_in) == 20_000)
    assert set(destroyed_in) == {threading.main_thread()}


def test_collecting_can_be_put_off(qtbot: QtBot, collector: GarbageCollector) -> None:
    thresholds = gc.get_threshold()
    gc.set_threshold(2**30, 2**30, 2**30)
    destroyed_in: list[threading.Thread] = []
    for _ in range(20_000):
        Knot(destroyed_in)
    turn()
    assert destroyed_in == []
    gc.set_threshold(*thresholds)
    turn()
    assert len(destroyed_in) == 20_000


def test_what_lasts_is_left_out_of_later_collections(collector: GarbageCollector) -> None:
    before = gc.get_freeze_count()
    collector.settle()
    assert gc.get_freeze_count() > before


def test_closing_leaves_collecting_to_python(qtbot: QtBot, collections: "Collections") -> None:
    collector = GarbageCollector()
    collector.begin()
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()
    gc.disable()
    assert collections.after(3) == []


def test_nothing_is_collected_before_the_beginning_nor_what_was_there_then(
    qtbot: QtBot, collections: "Collections"
) -> None:
    collector = GarbageCollector()
    before = gc.get_freeze_count()
    assert collections.after(3) == []
    collector.begin()
    assert gc.get_freeze_count() > before
    assert gc.get_count()[0] < gc.get_threshold()[0]
    assert collections.after(1) == [0]
    collector.close()
    gc.unfreeze()
    gc.disable()


def test_a_collector_is_no_knot_itself(qtbot: QtBot) -> None:
    collector = GarbageCollector()
    collector.begin()
    collector.close()
    gone = weakref.ref(collector)
    del collector
    gc.collect()
    gc.disable()
    assert gone() is None


def turn() -> None:
    """The event loop has done what there was to do."""
    QAbstractEventDispatcher.instance().aboutToBlock.emit()


def test_what_is_young_is_collected_at_the_end_of_the_turn_that_made_it(collector: GarbageCollector) -> None:
    """A little at a time: where it piles up, some later frame takes the time for all of it."""
    destroyed_in: list[threading.Thread] = []
    found: list[int] = []
    for _ in range(5):
        for _ in range(gc.get_threshold()[0] + 1):
            Knot(destroyed_in)
        turn()
        found.append(len(destroyed_in))
    assert found == [(gc.get_threshold()[0] + 1) * number for number in range(1, 6)]


class Collections:
    """Which generations are collected."""

    def __init__(self) -> None:
        self.generations: list[int] = []
        self._made: list[list[None]] = []

    def __call__(self, phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            self.generations.append(told["generation"])

    def after(self, turns: int) -> list[int]:
        """Those of so many turns, each of which makes enough new objects."""
        self.generations.clear()
        for _ in range(turns):
            self._made += [[] for _ in range(gc.get_threshold()[0] + 1)]
            turn()
        return self.generations


@pytest.fixture
def collections() -> Iterator[Collections]:
    noted = Collections()
    gc.callbacks.append(noted)
    yield noted
    gc.callbacks.remove(noted)


def test_the_oldest_generation_waits_until_the_program_rests(
    qtbot: QtBot, collector: GarbageCollector, collections: Collections
) -> None:
    gc.collect()
    collector._rest.setInterval(0)
    middle = gc.get_threshold()[1]
    busy = collections.after((middle + 1) * (middle + 2))
    assert {0, 1} == set(busy)
    assert gc.get_count()[2] > gc.get_threshold()[2]
    collections.generations.clear()
    qtbot.waitUntil(lambda: 2 in collections.generations)
    assert collections.generations.count(2) == 1


def test_a_rest_with_little_to_look_through_leaves_the_oldest_generation_alone(
    qtbot: QtBot, collector: GarbageCollector, collections: Collections
) -> None:
    gc.collect()
    collector._rest.setInterval(0)
    collections.after(3)
    assert collector._rest.isActive()
    qtbot.waitUntil(lambda: not collector._rest.isActive())
    assert 2 not in collections.generations


def test_a_program_that_never_rests_collects_the_oldest_generation_in_the_end(
    collector: GarbageCollector, collections: Collections
) -> None:
    gc.collect()
    thresholds = gc.get_threshold()
    gc.set_threshold(5, 1, 1)
    generations = collections.after(200)
    gc.set_threshold(*thresholds)
    assert 0 < generations.count(2) < len(generations) / (2 * MOST_PUT_OFF)
