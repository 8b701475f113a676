from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.main_window import MainWindow


def tab_stops(qtbot: QtBot, start: QWidget, key: Qt.Key) -> list[QWidget]:
    """Every widget that the key reaches, from one on, until it comes round."""
    start.setFocus()
    stops = [start]
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget(), key)
        reached = QApplication.focusWidget()
        if reached is start:
            break
        stops.append(reached)
    return stops


def test_tab_reaches_everything_in_reading_order(qtbot: QtBot, window: MainWindow) -> None:
    chat, sessions = window.chat, window.sessions
    chat.composer.set_text("So that Send can be pressed")
    expected = [
        window.rail.list,
        window.rail.add_button,
        sessions.header.filter,
        sessions.header.new_button,
        sessions.empty.button,
        chat.header.chip,
        chat.header.find_button,
        chat.demo_banner.buttons[0],
        chat.composer.edit,
        chat.composer.send_button,
        chat.composer.draft.ask_button,
        chat.foot.cost_line.link,
    ]
    stops = tab_stops(qtbot, window.rail.list, Qt.Key.Key_Tab)
    assert [stop for stop in stops if not window.memories.isAncestorOf(stop)] == expected
    assert any(window.memories.isAncestorOf(stop) for stop in stops[len(expected) :])
    back = tab_stops(qtbot, window.rail.list, Qt.Key.Key_Backtab)
    assert back[1:] == stops[:0:-1]
