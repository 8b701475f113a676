"""What a card shows of its text, and the tools that lie on it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from personaui_desktop.widgets.memories.card import LINE_PITCH

Key = Qt.Key
LONG = "He asked how to be polite at home, and whether his brother would mind. " * 8


def row(bench, at: int = 0):
    return bench.view.visualRect(bench.view.model().index(at, 0))


def lines(bench, at: int = 0) -> int:
    memory = bench.view.model().memory_at(bench.view.model().index(at, 0))
    return round(bench.view.delegate.layout_of(memory).text.height() / LINE_PITCH)


def hover(bench, at: int) -> None:
    """Move the real pointer over a card."""
    spot = row(bench, at).center()
    QCursor.setPos(bench.view.viewport().mapToGlobal(spot))
    bench.qtbot.mouseMove(bench.view.viewport(), spot)
    QApplication.processEvents()


def leave(bench) -> None:
    QCursor.setPos(bench.pane.mapToGlobal(QPoint(20, 20)))
    bench.qtbot.mouseMove(bench.pane, QPoint(20, 20))
    QApplication.processEvents()


def click_text(bench, at: int = 0) -> None:
    bench.qtbot.mouseClick(
        bench.view.viewport(), Qt.MouseButton.LeftButton, pos=row(bench, at).topLeft() + QPoint(60, 25)
    )
    bench.settle()


def test_a_card_shows_three_lines_and_the_rest_on_a_click(bench) -> None:
    bench.load("He sails.", LONG)
    assert lines(bench) == 3
    click_text(bench)
    assert lines(bench) > 8
    assert row(bench).height() > 8 * LINE_PITCH
    bench.pane.load()
    bench.settle()
    assert lines(bench) > 8
    click_text(bench)
    assert lines(bench) == 3


def test_a_card_is_opened_by_keys_and_by_its_menu(bench) -> None:
    bench.load(LONG)
    bench.choose(LONG)
    bench.qtbot.keyClick(bench.view, Key.Key_Right)
    assert lines(bench) > 8
    bench.qtbot.keyClick(bench.view, Key.Key_Left)
    assert lines(bench) == 3
    menu = bench.view.menu_for(bench.model.rows[0])
    next(action for action in menu.actions() if action.text().startswith("Show &all")).trigger()
    assert lines(bench) > 8


def test_a_short_card_does_not_open(bench) -> None:
    bench.load("He sails.")
    click_text(bench)
    assert bench.view.delegate.opened == set()


def test_a_very_long_memory_opens_at_once_and_says_that_it_goes_on(bench) -> None:
    bench.load("word " * 20_000)
    click_text(bench)
    text = bench.view.delegate._wrapped(bench.model.rows[0])
    assert text.line_count > 100
    assert text.is_cut
    assert text.layout.text().endswith("…")


def test_the_tools_come_with_the_pointer_and_move_nothing(bench) -> None:
    bench.load("He likes rain.", "He sails.")
    bench.shelf.search.setFocus()
    leave(bench)
    bench.qtbot.waitUntil(lambda: not bench.view.tools.isVisible())
    before = (row(bench), bench.view.delegate.layout_of(bench.model.rows[0]))
    hover(bench, 1)
    tools = bench.view.tools
    assert tools.isVisible()
    assert tools.memory.content == "He likes rain."
    assert row(bench, 1).contains(tools.geometry())
    hover(bench, 0)
    assert tools.memory.content == "He sails."
    assert (row(bench), bench.view.delegate.layout_of(bench.model.rows[0])) == before
    layout = bench.view.delegate.layout_of(bench.model.rows[0])
    assert tools.geometry().right() < row(bench).left() + layout.switch.left()
    leave(bench)
    assert not tools.isVisible()


def test_the_tools_come_with_the_keyboard_and_are_reached_by_it(bench) -> None:
    bench.load("He likes rain.", "He sails.")
    leave(bench)
    bench.choose("He likes rain.")
    tools = bench.view.tools
    assert tools.memory.content == "He likes rain."
    bench.qtbot.keyClick(bench.view, Key.Key_Up)
    assert tools.memory.content == "He sails."
    bench.qtbot.keyClick(bench.view, Key.Key_Tab)
    assert tools.pin_button.hasFocus()
    assert tools.isVisible()
    assert [each.accessibleName() for each in (tools.pin_button, tools.edit_button, tools.delete_button)] == [
        "Pin",
        "Edit",
        "Delete",
    ]
    bench.qtbot.keyClick(tools.pin_button, Key.Key_Space)
    bench.settle()
    assert bench.model.rows[0].pinned
    assert tools.pin_button.accessibleName() == "Unpin"


def test_who_has_the_keyboard_on_a_tool_keeps_its_card_whatever_the_pointer_does(bench) -> None:
    bench.load("He likes rain.", "He sails.")
    leave(bench)
    bench.choose("He sails.")
    bench.qtbot.keyClick(bench.view, Key.Key_Tab)
    hover(bench, 1)
    assert bench.view.tools.memory.content == "He sails."


@pytest.mark.parametrize("name", ["edit_button", "delete_button"])
def test_a_click_on_a_tool_acts_on_the_card_under_it(bench, name: str) -> None:
    bench.load("He likes rain.", "He sails.")
    bench.choose("He sails.")
    hover(bench, 1)
    bench.qtbot.mouseClick(getattr(bench.view.tools, name), Qt.MouseButton.LeftButton)
    bench.settle()
    if name == "edit_button":
        assert bench.editor.text.toPlainText() == "He likes rain."
    else:
        assert bench.contents == ["He sails."]


def test_the_tools_lie_on_what_comes_under_the_pointer_by_scrolling(bench) -> None:
    bench.load(*(f"Memory {number}." for number in range(30)))
    bench.shelf.search.setFocus()
    hover(bench, 2)
    before = bench.view.tools.memory.content
    bar = bench.view.verticalScrollBar()
    bar.setValue(bar.value() + row(bench, 1).top() - row(bench, 0).top())
    assert bench.view.tools.isVisible()
    assert bench.view.tools.memory.content != before
    assert row(bench, 3).contains(bench.view.tools.geometry())
