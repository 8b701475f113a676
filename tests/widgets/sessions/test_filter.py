import pytest
from PySide6.QtCore import Qt


def test_filters_titles_and_previews_without_leaving_the_session(qtbot, bench, three):
    bench.show("default")
    bench.pane.focus_filter()
    qtbot.keyClicks(bench.pane.header.filter, "STEAM")
    assert bench.titles() == ["Sourdough"]
    assert bench.place.session_id == three[2]
    qtbot.keyClicks(bench.pane.header.filter, "engine")
    assert bench.pane.empty.isVisible()
    assert "“\u2068STEAMengine\u2069”" in bench.pane.empty.label.text()
    qtbot.keyClick(bench.pane.header.filter, Qt.Key.Key_Escape)
    assert len(bench.titles()) == 3
    assert bench.selected() == "Lighthouse"


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_down_and_enter_in_the_filter_take_the_first_hit(qtbot, bench, three, key):
    bench.show("default")
    qtbot.keyClicks(bench.pane.header.filter, "e")
    first = bench.pane.filter_model.index(1, 0).data()
    qtbot.keyClicks(bench.pane.header.filter, "ek")
    assert first == "Weekend"
    qtbot.keyClick(bench.pane.header.filter, key)
    assert bench.place.session_id == three[1]


@pytest.mark.parametrize("way", ["click", "Enter in the list", "Enter in the filter"])
def test_the_filter_clears_when_a_conversation_is_opened(qtbot, bench, three, way):
    bench.show("default")
    pane = bench.pane
    qtbot.keyClicks(pane.header.filter, "sour")
    assert bench.titles() == ["Sourdough"]
    if way == "click":
        at = pane.list.visualRect(pane.filter_model.index(0, 0)).center()
        qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    elif way == "Enter in the list":
        qtbot.keyClick(pane.header.filter, Qt.Key.Key_Down)
        qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    else:
        qtbot.keyClick(pane.header.filter, Qt.Key.Key_Return)
    assert bench.place.session_id == three[0]
    assert pane.header.filter.text() == ""
    assert bench.titles() == ["Lighthouse", "Weekend", "Sourdough"]
    assert bench.selected() == "Sourdough"


def test_escape_in_the_filtered_list_shows_all(qtbot, bench, three):
    bench.show("default")
    pane = bench.pane
    qtbot.keyClicks(pane.header.filter, "sour")
    qtbot.keyClick(pane.header.filter, Qt.Key.Key_Down)
    assert bench.titles() == ["Sourdough"]
    qtbot.keyClick(pane.list, Qt.Key.Key_Escape)
    assert pane.header.filter.text() == ""
    assert len(bench.titles()) == 3
