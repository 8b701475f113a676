import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from personaui_desktop.item_models.memories import MemoryListModel
from personaui_desktop.records.memories import Memory
from personaui_desktop.widgets.memories.matching import MatchingMemories, Order

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


def memory(number: int, content: str = "", *, pinned: bool = False) -> Memory:
    made = f"2026-01-01 00:{number // 60:02}:{number % 60:02}"
    text = content or ("pier" if number % 2 else "storm")
    row = Memory(number, number % 3 or None, "default", text, made, True, 100 - number, 200)
    return row._replace(pinned=pinned)


@pytest.mark.parametrize("order", Order)
def test_the_rows_are_those_that_match_in_order_whatever_happens(qtbot, order: Order) -> None:
    chance = random.Random(order.value)
    model = MemoryListModel()
    cards = MatchingMemories(model)
    tester = QAbstractItemModelTester(cards, QAbstractItemModelTester.FailureReportingMode.Fatal)
    cards.sort_by(order)
    model.set_rows([memory(number) for number in range(30, 0, -1)])
    words = ""
    for _ in range(150):
        number = chance.randrange(1, 50)
        match chance.randrange(4):
            case 0:
                model.merge(memory(number, chance.choice(["pier", "storm"]), pinned=number % 5 == 0))
            case 1:
                model.take_out(number)
            case 2:
                words = chance.choice(["", "PIER", "storm", "nothing"])
                cards.search(words, chance.choices(range(50), k=2))
            case 3:
                first = chance.randrange(len(model.rows) + 1)
                model.take_out_between(first, min(first + 3, len(model.rows)))
                model.merge_all([memory(new) for new in chance.sample(range(1, 50), 4)])
        wanted = [row for row in model.rows if words.casefold() in row.content]
        if order is Order.PINNED:
            wanted.sort(key=lambda row: not row.pinned)
        elif order is Order.CONVERSATION:
            wanted.sort(key=lambda row: (-(row.session_id or 0), row.start_message_id))
        assert list(cards.rows) == wanted
        assert all(cards.index_of(row.id).row() == at for at, row in enumerate(wanted))
    assert tester.model() is cards


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
