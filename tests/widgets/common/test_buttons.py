from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.common.buttons import FittingButton, primary_button, tool_button


def test_an_icon_button_has_a_name_a_tooltip_and_focus(qtbot):
    pressed: list[int] = []
    button = tool_button("trash", "Delete", lambda: pressed.append(1))
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Delete", "Delete")
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [1]
    assert primary_button("Save").property("kind") == "primary"


def test_a_button_says_less_where_its_words_do_not_fit(qtbot: QtBot) -> None:
    button = FittingButton("Remember this conversation", "Remember", lambda: None)
    qtbot.addWidget(button)
    button.show()
    button.resize(400, 32)
    assert button.text() == "Remember this conversation"
    needed = button.sizeHint().width()
    for width in range(400, 100, -1):
        button.resize(width, 32)
        if button.text() == "Remember":
            break
        assert width >= needed
    assert button.text() == "Remember"
    assert button.accessibleName() == "Remember this conversation"
