import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from support.on_file import read
from support.transcripts import a_message, a_model, a_view, stored_session

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.database import get_db_connection, reused_connections
from personaui_desktop.database.find import Found, FoundPart
from personaui_desktop.database.pages import newest_page, page_around
from personaui_desktop.database.positions import message_at, messages_around
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.widgets.chat.transcript.finding.find_bar import FindBar
from personaui_desktop.widgets.chat.transcript.finding.finder import NEARBY, Finder
from personaui_desktop.widgets.chat.transcript.finding.hits import Hit, sought
from personaui_desktop.widgets.chat.transcript.tools.date_dialog import DateDialog
from personaui_desktop.widgets.chat.transcript.view import TranscriptView


@pytest.fixture
def worker(qapp: object) -> Iterator[DatabaseWorker]:
    made = DatabaseWorker(reused_connections)
    yield made
    made.close()


def a_session(count: int, every: int = 10) -> int:
    """A session in which every so many messages mention the lighthouse."""
    mention = "The **light**house, and the Lighthouse again."
    return stored_session(mention if number % every == 0 else "Nothing." for number in range(count))


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


def a_found_view(qtbot: Any, worker: DatabaseWorker, session_id: int) -> TranscriptView:
    """A view of a session's end that is given the pages it asks for."""
    model = MessageListModel()
    model.reset_to(read(newest_page, session_id, 60))
    view = a_view(qtbot, model)
    view.scene.verbs.place_needed.connect(
        lambda message_id: model.reset_to(read(page_around, session_id, message_id, 60))
    )
    view.set_source(worker.run, lambda: ("default", session_id))
    return view


def test_the_whole_session_is_searched_and_shown(qtbot: Any, worker: DatabaseWorker) -> None:
    view = a_found_view(qtbot, worker, a_session(400))
    view.explorer.open_bar()
    bar = view.explorer.bar
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
    view = a_found_view(qtbot, worker, a_session(5))
    view.explorer.open_bar()
    QTest.keyClicks(view.explorer.bar.field, "zeppelin")
    qtbot.waitUntil(lambda: view.explorer.bar.count.text() == "No matches")


def test_another_text_drops_what_the_last_one_still_finds(qtbot: Any, worker: DatabaseWorker) -> None:
    view = a_found_view(qtbot, worker, a_session(300))
    view.scene.finder.seek("lighthouse", None)
    view.scene.finder.seek("zeppelin", None)
    qtbot.waitUntil(lambda: worker.is_idle)
    assert view.scene.finder.total == 0


def test_the_scroll_bar_speaks_of_the_whole_session(qtbot: Any, worker: DatabaseWorker) -> None:
    session_id = a_session(600)
    view = a_found_view(qtbot, worker, session_id)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum()
    loaded = view.scene.placement.heights.total
    assert bar.maximum() > 8 * loaded
    first = read(message_at, session_id, 0)
    view.explorer.show_message(first + 300)
    qtbot.waitUntil(lambda: view.scene.row_of(first + 300) is not None)
    assert 0.4 < bar.value() / bar.maximum() < 0.6


def test_dragging_the_scroll_bar_reaches_every_part(qtbot: Any, worker: DatabaseWorker) -> None:
    session_id = a_session(600)
    view = a_found_view(qtbot, worker, session_id)
    bar = view.verticalScrollBar()
    bar.setSliderDown(True)
    bar.setSliderPosition(bar.maximum() // 4)
    with qtbot.waitSignal(view.scene.verbs.place_needed) as wanted:
        pass
    bar.setSliderDown(False)
    number = read(messages_around, session_id, wanted.args[0], None).older
    assert number / 600 == pytest.approx(0.25, abs=0.02)


def share_in_view(view: TranscriptView) -> float:
    """How much of the session lies before the first message in view."""
    view.throttle.flush()
    first = view.scene.placement.placed[0].laid.message.id
    around = read(messages_around, view.scene.where[1], first, first)
    return around.older / (around.older + around.newer)


def test_a_dragged_scroll_bar_stays_under_the_pointer_and_tells_the_truth(
    qtbot: Any, worker: DatabaseWorker
) -> None:
    view = a_found_view(qtbot, worker, a_session(600))
    bar = view.verticalScrollBar()
    bar.setSliderDown(True)
    for share in (0.5, 0.52, 0.3, 0.75, 1.0, 0.1):
        bar.setSliderPosition(round(share * bar.maximum()))
        qtbot.waitUntil(lambda share=share: abs(share_in_view(view) - share) < 0.05)
        assert bar.value() / bar.maximum() == pytest.approx(share, abs=0.001)
    bar.setSliderDown(False)
    assert bar.value() / bar.maximum() == pytest.approx(share_in_view(view), abs=0.03)


def test_a_scroll_bar_let_go_at_once_gets_there(qtbot: Any, worker: DatabaseWorker) -> None:
    view = a_found_view(qtbot, worker, a_session(600))
    bar = view.verticalScrollBar()
    bar.setSliderDown(True)
    bar.setSliderPosition(bar.maximum() // 2)
    bar.setSliderDown(False)
    qtbot.waitUntil(lambda: abs(share_in_view(view) - 0.5) < 0.05)
    assert bar.value() / bar.maximum() == pytest.approx(0.5, abs=0.05)


def test_the_whole_session_is_copied(qtbot: Any, worker: DatabaseWorker) -> None:
    view = a_found_view(qtbot, worker, a_session(130))
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    view.scene.select_all()
    view.clipboard.copy()
    qtbot.waitUntil(lambda: bool(clipboard.text()))
    lines = clipboard.text().split("\n\n")
    assert len(lines) == 130
    assert lines[0] == "The lighthouse, and the Lighthouse again."
    clipboard.clear()
    view.clipboard.copy_markdown()
    qtbot.waitUntil(lambda: bool(clipboard.text()))
    assert clipboard.text().startswith("The **light**house")


def test_a_day_is_chosen_in_a_calendar(qtbot: Any, worker: DatabaseWorker) -> None:
    session_id = a_session(100)
    view = a_found_view(qtbot, worker, session_id)
    view.explorer.choose_date()
    qtbot.waitUntil(lambda: view.findChild(DateDialog) is not None)
    dialog = view.findChild(DateDialog)
    dialog.calendar.setSelectedDate(QDate(2001, 1, 1))
    dialog.accept()
    qtbot.waitUntil(lambda: view.scene.row_of(read(message_at, session_id, 0)) is not None)


def test_a_day_can_be_jumped_to(qtbot: Any, worker: DatabaseWorker) -> None:
    session_id = a_session(100)
    view = a_found_view(qtbot, worker, session_id)
    view.explorer.jump_to_date(date(2001, 1, 1))
    first = read(message_at, session_id, 0)
    qtbot.waitUntil(lambda: view.scene.row_of(first) is not None)
    view.explorer.jump_to_date(date(2999, 1, 1))
    qtbot.waitUntil(lambda: worker.is_idle)


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


def test_a_hit_that_is_gone_is_asked_for_once_and_then_left_out(qtbot: Any, worker: DatabaseWorker) -> None:
    session_id = a_session(400)
    view = a_found_view(qtbot, worker, session_id)
    view.scene.finder.seek("lighthouse", None)
    qtbot.waitUntil(lambda: view.scene.finder.total == 80)
    asked: list[int] = []
    view.scene.verbs.place_needed.connect(asked.append)
    gone = read(message_at, session_id, 10)
    with closing(get_db_connection("default")) as connection:
        connection.execute("DELETE FROM chat_messages WHERE id = ?", (gone,))
        connection.commit()
    for _ in range(3):
        view.scene.finder.step(forward=True)
    assert view.scene.finder.current == (gone, 0)
    qtbot.waitUntil(lambda: view.scene.finder.total == 78)
    qtbot.waitUntil(lambda: worker.is_idle)
    view.throttle.flush()
    assert asked.count(gone) == 1
    assert view.scene.row_of(gone + 1) is not None


def test_what_was_asked_for_in_another_session_is_not_gone_to(qtbot: Any, worker: DatabaseWorker) -> None:
    place = ["default", a_session(400)]
    other = a_session(100)
    model = MessageListModel()
    model.reset_to(read(newest_page, place[1], 60))
    view = a_view(qtbot, model)
    view.set_source(worker.run, lambda: (place[0], place[1]))
    with qtbot.waitSignal(view.scene.verbs.place_needed):
        view.explorer.show_message(5)
    place[1] = other
    model.reset_to(read(newest_page, other, 60))
    view.throttle.flush()
    assert view.scene.placement.sticks_to_end


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
            found = [Found(CountedId(number), 1) for number in range(last, last - self._size, -1)]
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
        found = [Found(number, 1) for number in range(self._last, first - 1, -1)]
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
