import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from personaui_desktop.background.garbage import GarbageCollector


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
    collector._look()
    assert destroyed_in == []
    gc.set_threshold(*thresholds)
    collector._look()
    assert len(destroyed_in) == 20_000


def test_what_lasts_is_left_out_of_later_collections(collector: GarbageCollector) -> None:
    before = gc.get_freeze_count()
    collector.settle()
    assert gc.get_freeze_count() > before


def test_closing_leaves_collecting_to_python(qtbot: QtBot) -> None:
    collector = GarbageCollector()
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()
    gc.disable()


def test_a_collector_is_no_knot_itself(qtbot: QtBot) -> None:
    collector = GarbageCollector()
    collector.close()
    gone = weakref.ref(collector)
    del collector
    gc.collect()
    gc.disable()
    assert gone() is None
