import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from support.transcripts import a_found_view, a_message, a_model, a_searched_session

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database.find import FoundMessage, FoundPart
from personaui_desktop.widgets.chat.transcript.finding.find_bar import FindBar
from personaui_desktop.widgets.chat.transcript.finding.finder import NEARBY, Finder
from personaui_desktop.widgets.chat.transcript.finding.hits import Hit, sought


def hits_in(query: str, markdown: str) -> list[Hit]:
    found = sought(query)
    assert found is not None
    return found.hits(markdown)


def test_text_is_found_as_it_is_shown() -> None:
    assert hits_in("north END held", "The **north end**\nheld.") == [Hit(0, 4, 0, 18)]
    assert hits_in("x", "a\n\n- x\n- y `x`") == [Hit(1, 0, 1, 1), Hit(2, 2, 2, 3)]
    assert hits_in("b", "😀 b") == [Hit(0, 3, 0, 4)]
    long = "A sentence of some length. " * 60
    assert all(hit.last_block in {hit.block, hit.block + 1} for hit in hits_in("length. A sentence", long))
    assert len(hits_in("length. A sentence", long)) == 59
    assert len(hits_in("length.", long)) == 60
    assert hits_in("https", "[a](https://x.y)") == []
    assert hits_in("abcd", "[ab](http://x.y)cd") == [Hit(0, 0, 0, 4)]
    assert hits_in("café", "caf&eacute;") == [Hit(0, 0, 0, 4)]
    assert hits_in("a.b", "axb") == []
    assert sought("  ") is None
    assert sought('""') is None


def test_case_is_folded_as_everywhere_and_phrases_stand_between_quotation_marks() -> None:
    assert hits_in("STRASSE", "Die **Straße**.") == [Hit(0, 4, 0, 10)]
    assert hits_in("straße", "Die STRASSE.") == [Hit(0, 4, 0, 11)]
    assert hits_in("the end", "end the end") == [Hit(0, 4, 0, 11)]
    assert hits_in('"end" "the"', "end *the* end") == [Hit(0, 0, 0, 3), Hit(0, 4, 0, 7), Hit(0, 8, 0, 11)]


@given(words=st.lists(st.text(alphabet="abc*_~`\\[", min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_is_shown_can_be_found(words: list[str]) -> None:
    """A quick look never misses what a thorough one finds."""
    markdown = " ".join(words)
    found = sought(markdown)
    if found is not None:
        thorough = found._replace(first_look=found.pattern).hits(markdown)
        assert len(hits_in(markdown, markdown)) >= len(thorough)


def test_stepping_goes_round(qtbot: Any) -> None:
    model = a_model([a_message(1, "a b a"), a_message(2, "b"), a_message(3, "A")])
    finder = Finder(model)
    chosen: list[tuple[int, int]] = []
    finder.hit_chosen.connect(lambda message_id, hit: chosen.append((message_id, hit)))
    finder.seek("a", from_id=3)
    assert (finder.total, finder.number) == (3, 3)
    for _ in range(3):
        finder.step(forward=True)
    for _ in range(2):
        finder.step(forward=False)
    assert chosen == [(3, 0), (1, 0), (1, 1), (3, 0), (1, 1), (1, 0)]
    assert finder.number == 1


def test_messages_that_change_or_come_are_counted(qtbot: Any) -> None:
    model = a_model([a_message(1, "a"), a_message(2, "b")])
    finder = Finder(model)
    finder.seek("a", from_id=None)
    model.apply([2, 3], [a_message(2, "a a"), a_message(3, "a")])
    assert finder.total == 4
    model.set_text(1, "b")
    assert finder.total == 3


def test_the_whole_session_is_searched_and_shown(qtbot: Any, worker: DatabaseWorker) -> None:
    view = a_found_view(qtbot, worker, a_searched_session(400))
    view.hands.explorer.open_bar()
    bar = view.hands.explorer.bar
    QTest.keyClicks(bar.field, "lighthouse")
    qtbot.waitUntil(lambda: bar.count.text() == "80 of 80")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 80")
    qtbot.waitUntil(lambda: view.scene.row_of(view.scene.finder.current[0]) is not None)
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "80 of 80"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert view.scene.finder.sought is None


def test_nothing_found_is_said(qtbot: Any, worker: DatabaseWorker) -> None:
    view = a_found_view(qtbot, worker, a_searched_session(5))
    view.hands.explorer.open_bar()
    QTest.keyClicks(view.hands.explorer.bar.field, "zeppelin")
    qtbot.waitUntil(lambda: view.hands.explorer.bar.count.text() == "No matches")


def test_another_text_drops_what_the_last_one_still_finds(qtbot: Any, worker: DatabaseWorker) -> None:
    view = a_found_view(qtbot, worker, a_searched_session(300))
    view.scene.finder.seek("lighthouse", None)
    view.scene.finder.seek("zeppelin", None)
    qtbot.waitUntil(lambda: worker.is_idle)
    assert view.scene.finder.total == 0


def test_messages_that_are_gone_are_not_counted(qtbot: Any) -> None:
    model = a_model([a_message(1, "a"), a_message(2, "a a"), a_message(3, "a")], has_older=True)
    finder = Finder(model)
    finder.seek("a", from_id=2)
    assert (finder.number, finder.total) == (3, 4)
    model.apply([2], [])
    assert (finder.number, finder.total) == (0, 2)
    finder.step(forward=True)
    assert finder.current == (3, 0)
    model.trim_newer(1)  # not gone, only let go
    assert finder.total == 2


class CountedId(int):
    """An id that counts how often it is looked at."""

    looks = 0

    def __lt__(self, other: int) -> bool:
        CountedId.looks += 1
        return int(self) < int(other)

    def __hash__(self) -> int:
        CountedId.looks += 1
        return int(self)


class Batches:
    """Stands for a worker that finds a hit in each of many messages, and notes what taking a batch costs."""

    def __init__(self, count: int, size: int) -> None:
        self.costs: list[int] = []
        self._count, self._size = count, size
        self._waiting: list[Any] = []

    def run(self, _operation: Any, _owner: Any, then: Any = None, _otherwise: Any = None) -> None:
        self._waiting.append(then)

    def deliver(self) -> None:
        self._waiting.pop()([])  # none is loaded
        for last in range(self._count, 0, -self._size):
            found = [FoundMessage(CountedId(number), 1) for number in range(last, last - self._size, -1)]
            CountedId.looks = calls = 0

            def note(_frame: Any, event: str, _what: Any) -> None:
                nonlocal calls
                calls += event in {"call", "c_call"}

            sys.setprofile(note)
            self._waiting.pop()(FoundPart(found, last - self._size if last > self._size else None))
            sys.setprofile(None)
            self.costs.append(calls + CountedId.looks)


def test_a_batch_of_hits_costs_the_same_however_many_are_known(qtbot: Any) -> None:
    finder, batches = Finder(a_model()), Batches(count=100_000, size=500)
    parent = QWidget()
    qtbot.addWidget(parent)
    bar = FindBar(finder, parent)
    finder.set_source(batches.run, lambda: ("default", 1))
    finder.seek("lighthouse", None)
    batches.deliver()
    assert finder.total == 100_000
    assert bar.count.text() == "100,000 of 100,000"
    assert len(batches.costs) == 200
    assert max(batches.costs) < 3 * 500
    finder.step(forward=True)
    assert finder.current == (1, 0)


class Held:
    """Stands for a worker whose answers come when they are let: a thousand messages with a hit each."""

    def __init__(self) -> None:
        self._waiting: list[Any] = []
        self._last = 1000

    def run(self, _operation: Any, _owner: Any, then: Any = None, _otherwise: Any = None) -> None:
        self._waiting.append(then)

    def deliver_nearby(self) -> None:
        self._waiting.pop()([1] * (2 * NEARBY + 1))

    def deliver_part(self) -> int:
        """The next hundred messages from the end; answers the first of them."""
        first = self._last - 99
        found = [FoundMessage(number, 1) for number in range(self._last, first - 1, -1)]
        self._last -= 100
        self._waiting.pop()(FoundPart(found, first if first > 1 else None))
        return first


@pytest.mark.parametrize(("forward", "edge", "following"), [(True, 460, 461), (False, 400, 399)])
def test_no_hit_is_left_out_while_messages_in_between_are_not_counted(
    qtbot: Any, forward: bool, edge: int, following: int
) -> None:
    loaded = [a_message(number, "a") for number in range(400, 461)]
    finder, held = Finder(a_model(loaded, has_older=True, has_newer=True)), Held()
    finder.set_source(held.run, lambda: ("default", 1))
    finder.seek("a", from_id=430)
    held.deliver_nearby()
    assert finder.current == (430, 0)
    for _ in range(NEARBY):
        finder.step(forward=forward)
    assert finder.current == (edge, 0)
    finder.step(forward=forward)
    while held.deliver_part() > following:
        assert finder.current == (edge, 0)
    assert finder.current == (following, 0)
    finder.step(forward=forward)
    assert finder.current == (following + (1 if forward else -1), 0)


def test_from_an_end_to_the_other_is_gone_when_the_other_is_known(qtbot: Any) -> None:
    loaded = [a_message(number, "a") for number in range(940, 1001)]
    finder, held = Finder(a_model(loaded, has_older=True)), Held()
    finder.set_source(held.run, lambda: ("default", 1))
    finder.seek("a", from_id=970)
    held.deliver_nearby()
    for _ in range(NEARBY + 1):
        finder.step(forward=True)
    while held.deliver_part() > 1:
        assert finder.current == (1000, 0)
    assert finder.current == (1, 0)
