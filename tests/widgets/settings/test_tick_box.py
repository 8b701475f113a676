"""A yes or no in a form: by keyboard and mouse, and to be seen in light and dark."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.settings.choice_line import INSET, MARK
from personaui_desktop.widgets.settings.tick_box import TickBox


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[TickBox]:
    made = TickBox("&Accept it at once")
    qtbot.addWidget(made)
    made.show()
    yield made
    theme().appearance = "system"


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, 1 to 21, as accessibility guidelines reckon it."""

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_it_is_a_check_box_for_keyboard_mouse_and_screen_readers(qtbot: QtBot, box: TickBox) -> None:
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert not box.isChecked()
    interface = QAccessible.queryAccessibleInterface(box)
    assert interface.role() == QAccessible.Role.CheckBox
    assert interface.text(QAccessible.Text.Name) == "Accept it at once"


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_empty_box_stands_out_from_the_pane(box: TickBox, appearance: str) -> None:
    theme().appearance = appearance
    drawn = box.grab().toImage()
    side = drawn.pixelColor(QPoint(INSET + 1, box.height() // 2))
    assert contrast(side, theme().tokens.pane) > 3


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_the_tick_stands_out_from_the_box(box: TickBox, appearance: str) -> None:
    theme().appearance = appearance
    box.setChecked(True)
    drawn = box.grab().toImage()
    top = (box.height() - MARK) // 2
    inside = [
        drawn.pixelColor(QPoint(INSET + x, top + y)) for x in range(3, MARK - 3) for y in range(3, MARK - 3)
    ]
    assert any(contrast(pixel, theme().tokens.accent) > 3 for pixel in inside)
    assert any(pixel == theme().tokens.accent for pixel in inside)
