import random
from collections.abc import Iterable

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from personaui_desktop.item_models.memories import MemoryListModel
from personaui_desktop.records.memories import Memory
from personaui_desktop.widgets.common.dates import local_now
from personaui_desktop.widgets.memories.matching import MatchingMemories, Order
from personaui_desktop.widgets.memories.words import description

Key = Qt.Key


def test_finds_by_all_words_in_any_case(bench) -> None:
    bench.load("He sails at night.", "The night is long.", "He sleeps.")
    bench.qtbot.keyClicks(bench.shelf.search, "NIGHT he sa")
    assert bench.contents == ["He sails at night."]
    bench.qtbot.keyClick(bench.shelf.search, Key.Key_Down)
    assert bench.view.hasFocus()
    assert bench.view.current_memory.content == "He sails at night."
    bench.shelf.search.setFocus()
    bench.qtbot.keyClick(bench.shelf.search, Key.Key_Escape)
    assert len(bench.contents) == 3


def test_says_when_nothing_matches(bench) -> None:
    bench.load("He sails.")
    bench.shelf.search.setText("coriander")
    assert bench.shelf.message.label.text() == "No memory contains “coriander”."
    bench.shelf.message.button.click()
    assert bench.contents == ["He sails."]
    assert bench.view.isVisible()


def test_a_new_memory_is_shown_past_the_search(bench) -> None:
    bench.load("He sails.")
    bench.shelf.search.setText("sails")
    bench.pane.add_memory()
    bench.editor.text.setPlainText("He likes rain.")
    bench.editor.save()
    bench.settle()
    assert bench.view.current_memory.content == "He likes rain."


def memory(number: int, content: str = "", *, pinned: bool = False, made: int | None = None) -> Memory:
    """One of three conversations or of none, that starts at one of three messages; made at a minute."""
    at = number if made is None else made
    text = content or ("pier" if number % 2 else "storm")
    time = f"2026-01-01 00:{at // 60:02}:{at % 60:02}"
    row = Memory(number, number % 4 or None, "default", text, time, True, number * 7 % 3 or None, 200)
    return row._replace(pinned=pinned)


def by_newness(rows: Iterable[Memory]) -> list[Memory]:
    return sorted(rows, key=lambda row: (row.created_at, row.id), reverse=True)


def change(chance: random.Random, model: MemoryListModel) -> None:
    """What reading some or all of the memories again may bring."""
    number, made = chance.randrange(1, 50), chance.choice([None, None, 7, 45])
    match chance.randrange(4):
        case 0:
            text = chance.choice(["pier", "storm", "The Pier in a STORM"])
            model.merge(memory(number, text, pinned=number % 5 == 0, made=made))
        case 1:
            model.take_out(number)
        case 2:
            first = chance.randrange(len(model.rows) + 1)
            model.take_out_between(first, min(first + 3, len(model.rows)))
            model.merge_all([memory(new) for new in chance.sample(range(1, 50), 4)])
        case 3:
            kept = chance.sample(range(1, 50), 25)
            others = [
                memory(each, pinned=chance.random() < 0.3, made=(each * made) % 50 if made else None)
                for each in kept
            ]
            model.set_rows(by_newness(others))


def in_order(rows: Iterable[Memory], order: Order) -> list[Memory]:
    wanted = by_newness(rows)
    if order is Order.PINNED:
        wanted.sort(key=lambda row: not row.pinned)
    elif order is Order.CONVERSATION:
        wanted.sort(key=lambda row: (-(row.session_id or 0), row.start_message_id or 0))
    return wanted


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("order", Order)
def test_the_rows_are_those_that_match_in_order_whatever_happens(qtbot, order: Order, seed: int) -> None:
    chance = random.Random(f"{order.value} {seed}")
    model = MemoryListModel()
    model.set_rows([memory(number) for number in range(30, 0, -1)])
    cards = MatchingMemories(model)
    tester = QAbstractItemModelTester(cards, QAbstractItemModelTester.FailureReportingMode.Fatal)
    cards.sort_by(order)
    words = ""
    for _ in range(150):
        if chance.randrange(3):
            change(chance, model)
        else:
            words = chance.choice(["", "PIER", "storm", "storm pier the", "nothing"])
            kept = [row for row in cards.rows if chance.random() < 0.1]
            places = {row.id: QPersistentModelIndex(cards.index_of(row.id)) for row in kept}
            cards.search(words, places)
            for row in kept:
                assert places[row.id].isValid() == all(
                    word in row.content.casefold() for word in words.casefold().split()
                )
        wanted = in_order(
            (
                row
                for row in model.rows
                if set(words.casefold().split()) <= set(row.content.casefold().split())
            ),
            order,
        )
        assert list(cards.rows) == wanted
        assert all(cards.index_of(row.id).row() == at for at, row in enumerate(wanted))
        assert not cards.index_of(12345).isValid()
    assert tester.model() is cards


@pytest.mark.parametrize("kept", [[17], [17, 16, 15, 12345], [20, 19], []])
@pytest.mark.parametrize("order", Order)
def test_rows_that_are_kept_stay_rows_in_another_order(qtbot, order: Order, kept: list[int]) -> None:
    model = MemoryListModel()
    model.set_rows([memory(number, pinned=number % 5 == 0) for number in range(40, 0, -1)])
    cards = MatchingMemories(model)
    places = [QPersistentModelIndex(cards.index_of(number)) for number in kept]
    cards.sort_by(order, kept)
    assert list(cards.rows) == in_order(model.rows, order)
    # Of rows that change places with each other not all can stay.
    assert not kept or any(place.isValid() for place in places)
    assert all(cards.memory_at(place).id in kept for place in places if place.isValid())


class Counting(MatchingMemories):
    """Counts how often it asks a row for anything."""

    asked = 0

    def key(self, row: Memory) -> int:
        self.asked += 1
        return super().key(row)

    def newness(self, row: Memory) -> tuple[object, ...]:
        self.asked += 1
        return super().newness(row)


def test_a_long_list_is_filled_searched_and_cleared_in_one_go(qtbot) -> None:
    model = MemoryListModel()
    cards = Counting(model)
    removed, inserted = QSignalSpy(cards.rowsRemoved), QSignalSpy(cards.rowsInserted)
    model.set_rows([memory(number) for number in range(50, 0, -1)])
    assert (removed.count(), inserted.count()) == (0, 1)
    cards.search("pier")
    cards.search("PIER ")
    assert (removed.count(), inserted.count()) == (1, 2), "the same words again change nothing"
    cards.search("")
    assert (removed.count(), inserted.count()) == (2, 3)
    cards.search("nothing")
    assert (removed.count(), inserted.count()) == (3, 3)
    cards.search("")
    model.set_rows([])
    assert (removed.count(), inserted.count()) == (4, 4)
    assert cards.asked == 0


def test_a_card_says_in_words_what_it_shows_around_its_text(qtbot) -> None:
    model = MemoryListModel()
    cards = MatchingMemories(model)
    model.set_rows([memory(2)])
    index = cards.index(0, 0)
    assert cards.data(index, Qt.ItemDataRole.AccessibleDescriptionRole) == description(memory(2), local_now())
    assert cards.data(index, Qt.ItemDataRole.DisplayRole) == "storm"
    assert cards.data(cards.index(5, 0), Qt.ItemDataRole.AccessibleDescriptionRole) is None


def test_a_search_tells_a_view_but_a_few_times(qtbot) -> None:
    model = MemoryListModel()
    cards = MatchingMemories(model)
    spies = [QSignalSpy(cards.rowsRemoved), QSignalSpy(cards.rowsInserted)]
    model.set_rows([memory(number) for number in range(50, 0, -1)])
    cards.search("pier", [25])
    cards.search("", [25])
    assert sum(spy.count() for spy in spies) <= 9


def test_what_is_chosen_stays_chosen_through_a_search(bench) -> None:
    bench.load(*(f"{'pier' if number % 2 else 'storm'} {number}" for number in range(9)))
    bench.choose("pier 5")
    bench.shelf.search.setText("pier")
    assert bench.view.current_memory.content == "pier 5"
    assert bench.view.selectionModel().isSelected(bench.view.currentIndex())
    bench.shelf.search.setText("")
    assert bench.view.current_memory.content == "pier 5"
    assert len(bench.contents) == 9
