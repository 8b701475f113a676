from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from personaui_desktop.widgets.common.switch import Switch


def test_a_switch_is_a_check_box_for_the_keyboard_and_screen_readers(qtbot):
    switch = Switch("Memory is sent")
    qtbot.addWidget(switch)
    switch.show()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().topLeft())
    assert not switch.isChecked()
    interface = QAccessible.queryAccessibleInterface(switch)
    assert interface.role() == QAccessible.Role.CheckBox
    assert interface.text(QAccessible.Text.Name) == "Memory is sent"


def test_a_switch_shows_its_state_by_more_than_colour(qtbot):
    switch = Switch("x")
    qtbot.addWidget(switch)
    off = switch.grab().toImage()
    switch.setChecked(True)
    on = switch.grab().toImage()
    middle = off.height() // 2
    assert off.pixelColor(9, middle).lightness() > off.pixelColor(20, middle).lightness()
    assert on.pixelColor(9, middle).lightness() < on.pixelColor(21, middle).lightness()
