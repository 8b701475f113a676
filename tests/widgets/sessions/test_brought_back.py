import pytest
from PySide6.QtCore import Qt

from personaui_desktop.database import create_session, get_session


@pytest.mark.parametrize("name", ["delete", "archive"])
def test_what_comes_back_is_scrolled_to_past_the_filter(bench, name):
    for number in range(30):
        create_session(f"Talk {number:02}", "default")
    bench.show("default")
    bench.press(Qt.Key.Key_End)
    bench.start(f"session.{name}")
    bench.press(Qt.Key.Key_Home)
    bench.pane.header.filter.setText("Talk 1")
    bench.settle()
    bench.history.undo()
    bench.settle()
    assert bench.pane.header.filter.text() == ""
    assert bench.selected() == "Talk 00"
    row = bench.pane.list.visualRect(bench.pane.list.currentIndex())
    assert bench.pane.list.viewport().rect().contains(row)
    assert get_session(bench.place.session_id)["title"] == "Talk 00"


def test_what_is_read_in_the_trash_is_in_view_where_it_comes_back(bench):
    for number in range(40):
        create_session(f"Talk {number:02}", "default")
    bench.show("default")
    bench.start("session.delete")
    bench.start("session.trash")
    bench.press(Qt.Key.Key_End)
    assert bench.selected() == "Talk 39"
    bench.history.undo()
    bench.settle()
    assert bench.selected() == "Talk 39"
    view = bench.pane.list
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
