import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from personaui_desktop.database import (
    get_session,
)
from personaui_desktop.operations import sessions


def test_arrow_keys_and_menu_actions_go_from_session_to_session(qtbot, bench, three):
    bench.show("default")
    qtbot.keyClick(bench.pane.list, Qt.Key.Key_Down)
    assert bench.place.session_id == three[1]
    bench.pane.commands.start("session.next")
    bench.pane.commands.start("session.next")
    assert bench.place.session_id == three[0]
    bench.pane.commands.start("session.previous")
    assert bench.place.session_id == three[1]


def test_a_title_is_edited_in_its_row(qtbot, bench, three):
    bench.show("default")
    qtbot.keyClick(bench.pane.list, Qt.Key.Key_F2)
    field = bench.pane.list.findChild(QLineEdit)
    assert field.selectedText() == "Lighthouse"
    qtbot.keyClicks(field, "Keeper <b>& son")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bench.selected() == "Keeper <b>& son")
    assert get_session(three[2])["title"] == "Keeper <b>& son"
    assert "&lt;b&gt;&amp; son" in bench.pane.list.currentIndex().data(Qt.ItemDataRole.ToolTipRole)


def test_a_title_that_is_edited_stays_on_its_row_when_that_moves(qtbot, bench, three):
    bench.remembered["default"] = three[1]
    bench.show("default")
    bench.pane.commands.start("session.rename")
    field = bench.pane.list.findChild(QLineEdit)
    bench.worker.run(sessions.create("default"), bench.pane)
    bench.settle()
    assert bench.selected() == "Weekend"
    assert field.isVisible()
    row = bench.pane.list.visualRect(bench.pane.list.currentIndex())
    assert row.contains(field.geometry())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_an_empty_title_or_escape_changes_nothing(qtbot, bench, three, key):
    bench.show("default")
    bench.pane.commands.start("session.rename")
    field = bench.pane.list.findChild(QLineEdit)
    field.clear()
    qtbot.keyClick(field, key)
    bench.settle()
    assert get_session(three[2])["title"] == "Lighthouse"


def test_rows_tell_screen_readers_title_time_and_words(bench, three):
    bench.show("default")
    told = bench.pane.filter_model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Sourdough, ")
    assert "2020" in told
    assert told.endswith("Then 30 minutes with steam.")
    assert bench.pane.list.accessibleName() == "Conversations"


def test_a_click_goes_on_to_the_conversation_and_arrows_stay(qtbot, bench, three):
    bench.show("default")
    with qtbot.assertNotEmitted(bench.pane.settled):
        qtbot.keyClick(bench.pane.list, Qt.Key.Key_Down)
    rect = bench.pane.list.visualRect(bench.pane.filter_model.index(2, 0))
    with qtbot.waitSignal(bench.pane.settled):
        qtbot.mouseClick(bench.pane.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
