from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.common.empty_state import EmptyState


def test_an_empty_state_offers_what_fills_it(qtbot):
    state, done = EmptyState(), []
    qtbot.addWidget(state)
    state.say("Nothing here.", "Fill", lambda: done.append(1))
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert done == [1]
    state.say("Nothing to do.")
    assert state.button.isHidden()


def test_a_very_long_word_in_an_empty_state_breaks(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.say(f"Your conversations with {'W' * 60} will appear here.", "New conversation")
    assert empty.label.minimumSizeHint().width() <= 420
    assert empty.label.text().replace("\u200b", "") == (
        f"Your conversations with {'W' * 60} will appear here."
    )
    empty.say("Nothing yet.")
    assert empty.label.text() == "Nothing yet."
