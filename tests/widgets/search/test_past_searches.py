from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from personaui_desktop.settings.window_state import MOST_SEARCHES
from personaui_desktop.widgets.search.past_searches import PastSearches


def words(past: PastSearches) -> list[str]:
    return [button.text() for button in past.findChildren(QPushButton) if button.parent() is past]


def settled(qtbot: QtBot, past: PastSearches, expected: list[str]) -> None:
    qtbot.waitUntil(lambda: words(past) == expected)


def test_the_last_search_stands_first_and_once(qtbot: QtBot) -> None:
    past = PastSearches(["tea", "harbour"])
    qtbot.addWidget(past)
    assert words(past) == ["tea", "harbour"]
    told: list[object] = []
    past.changed.connect(told.append)
    past.note("harbour")
    settled(qtbot, past, ["harbour", "tea"])
    past.note("gulls & ships")
    settled(qtbot, past, ["gulls && ships", "harbour", "tea"])
    assert told == [["harbour", "tea"], ["gulls & ships", "harbour", "tea"]]


def test_only_so_many_are_kept(qtbot: QtBot) -> None:
    past = PastSearches([])
    qtbot.addWidget(past)
    for number in range(MOST_SEARCHES + 3):
        past.note(f"search {number}")
    assert len(past.searches) == MOST_SEARCHES
    assert past.searches[0] == f"search {MOST_SEARCHES + 2}"


def test_a_click_searches_for_all_of_it_again_though_its_beginning_is_shown(qtbot: QtBot) -> None:
    long = "a very long search & more " * 10
    past = PastSearches([long])
    qtbot.addWidget(past)
    past.show()
    (button,) = past.findChildren(QPushButton)
    assert button.text().endswith("…")
    with qtbot.waitSignal(past.chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == [long]


def test_who_has_searched_for_nothing_yet_reads_what_is_found(qtbot: QtBot) -> None:
    past = PastSearches([])
    qtbot.addWidget(past)
    assert "all personas" in past.label.text()
    past.note("tea")
    assert past.label.text() == "Your last searches"
