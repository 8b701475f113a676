"""Typing into the search never loses the place in a long list."""

import pytest
from PySide6.QtCore import QPoint, Qt

from personaui_desktop.database import create_persona_db
from personaui_desktop.widgets.memories.matching import Order


@pytest.fixture
def long_list(bench):
    """Three hundred cards of many heights; every third speaks of a storm."""
    bench.load(*(f"{'pier' if n % 3 else 'storm'} {n} {'word ' * (n % 23)}" for n in range(300)))
    return bench


def first(bench) -> tuple[str, int]:
    """The first card in view, and where it begins."""
    index = bench.view.indexAt(QPoint(0, 0))
    return index.data().split(" word")[0].strip(), bench.view.visualRect(index).top()


def scroll_to(bench, content: str, top: int) -> None:
    """Scroll so that a card begins there; nothing is chosen."""
    row = next(row for row in bench.model.rows if row.content.startswith(f"{content} "))
    assert bench.view.show_at(row.id, top)
    bench.settle()


def top_of(bench, content: str) -> int:
    row = next(row for row in bench.model.rows if row.content.startswith(f"{content} "))
    return bench.view.card_rect(row.id).top()


def choose_in_view(bench, content: str, top: int) -> None:
    bench.choose(next(each for each in bench.contents if each.startswith(f"{content} ")))
    scroll_to(bench, content, top)


def test_a_card_is_shown_wherever_it_is_wanted(long_list) -> None:
    for content, top in (("pier 200", -20), ("storm 150", 0), ("pier 29", 300), ("pier 250", 700 - 350)):
        scroll_to(long_list, content, top)
        assert top_of(long_list, content) == top
    assert not long_list.view.show_at(12345, 0)


def test_what_is_found_is_shown_from_its_beginning_and_then_what_was_there_before(long_list) -> None:
    scroll_to(long_list, "pier 200", -20)
    assert first(long_list) == ("pier 200", -20)
    long_list.qtbot.keyClicks(long_list.shelf.search, "storm")
    assert first(long_list) == ("storm 297", 0)
    long_list.view.verticalScrollBar().setValue(2000)
    long_list.qtbot.keyClicks(long_list.shelf.search, " 1")
    assert first(long_list) == ("storm 291", 0)
    long_list.qtbot.keyClick(long_list.shelf.search, Qt.Key.Key_Escape)
    assert first(long_list) == ("pier 200", -20)


def test_what_stood_first_before_a_search_is_no_place_in_it(long_list) -> None:
    scroll_to(long_list, "storm 150", -20)
    long_list.shelf.search.setText("storm")
    assert first(long_list) == ("storm 297", 0)


def test_past_a_search_that_finds_nothing_the_place_is_kept_too(long_list) -> None:
    scroll_to(long_list, "pier 200", -20)
    long_list.shelf.search.setText("coriander")
    assert long_list.shelf.message.isVisible()
    long_list.shelf.message.button.click()
    assert first(long_list) == ("pier 200", -20)


def test_blanks_are_no_search(long_list) -> None:
    scroll_to(long_list, "pier 200", -20)
    long_list.shelf.search.setText("  ")
    assert first(long_list) == ("pier 200", -20)


def test_the_chosen_card_stays_where_it_is_as_long_as_it_is_found(long_list) -> None:
    choose_in_view(long_list, "storm 150", 130)
    for words in ("storm", "storm 1", "storm 150"):
        long_list.shelf.search.setText(words)
        assert long_list.view.current_memory.content.startswith("storm 150")
        at_the_end = long_list.view.verticalScrollBar().maximum() == 0
        assert at_the_end or top_of(long_list, "storm 150") == 130
    long_list.shelf.search.setText("storm")
    scroll_to(long_list, "storm 150", 250)
    long_list.shelf.search.setText("")
    assert top_of(long_list, "storm 150") == 250


def test_a_chosen_card_that_nobody_sees_does_not_count(long_list) -> None:
    choose_in_view(long_list, "storm 150", 130)
    long_list.view.verticalScrollBar().setValue(0)
    long_list.shelf.search.setText("storm")
    assert first(long_list) == ("storm 297", 0)
    long_list.shelf.search.setText("")
    assert first(long_list) == ("pier 299", 0)


def test_a_chosen_card_that_is_not_found_gives_way(long_list) -> None:
    choose_in_view(long_list, "storm 150", 130)
    before = first(long_list)
    long_list.shelf.search.setText("pier")
    assert first(long_list) == ("pier 299", 0)
    long_list.shelf.search.setText("")
    assert first(long_list) == before


def test_in_another_order_the_chosen_card_stays_else_the_first_is_shown(long_list) -> None:
    actions = {action.data(): action for action in long_list.shelf.sort_button.menu().actions()}
    choose_in_view(long_list, "storm 150", 130)
    long_list.qtbot.keyClick(long_list.view, Qt.Key.Key_P)
    long_list.settle()
    scroll_to(long_list, "storm 150", 130)
    actions[Order.PINNED].trigger()
    assert first(long_list)[0] == "storm 150", "there is nothing above it"
    scroll_to(long_list, "pier 200", 0)
    actions[Order.NEWEST].trigger()
    assert first(long_list) == ("pier 299", 0)


def test_what_is_sorted_while_it_is_searched_still_comes_back(long_list) -> None:
    actions = {action.data(): action for action in long_list.shelf.sort_button.menu().actions()}
    scroll_to(long_list, "pier 200", -20)
    long_list.shelf.search.setText("storm")
    long_list.view.verticalScrollBar().setValue(2000)
    actions[Order.PINNED].trigger()
    assert first(long_list) == ("storm 297", 0)
    long_list.shelf.search.setText("")
    assert first(long_list) == ("pier 200", -20)
    actions[Order.NEWEST].trigger()
    assert first(long_list) == ("pier 299", 0), "that search is over"


def test_another_persona_begins_at_its_beginning(long_list) -> None:
    scroll_to(long_list, "pier 200", -20)
    long_list.shelf.search.setText("storm")
    long_list.do(lambda: create_persona_db("11aa22bb"))
    long_list.place.show_persona("11aa22bb")
    long_list.settle()
    long_list.place.show_persona("default")
    long_list.settle()
    assert first(long_list) == ("pier 299", 0)
    long_list.shelf.search.setText("storm")
    long_list.shelf.search.setText("")
    assert first(long_list) == ("pier 299", 0)


def test_what_was_scrolled_to_is_nothing_to_another_persona(long_list) -> None:
    long_list.view.verticalScrollBar().setValue(6000)
    long_list.do(lambda: create_persona_db("11aa22bb"))
    for persona_id in ("11aa22bb", "default"):
        long_list.place.show_persona(persona_id)
        long_list.settle()
    assert first(long_list) == ("pier 299", 0)
