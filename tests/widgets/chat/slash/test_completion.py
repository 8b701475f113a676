"""The list of commands lies right above where one writes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.item_models.palette import PaletteKind, PaletteRow
from personaui_desktop.widgets.chat.slash.completion import MOST_WIDTH, SlashList

ROWS = [PaletteRow(PaletteKind.COMMAND, f"a.{at}", f"/{at}", is_enabled=at < 3) for at in range(4)]


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    return made


@pytest.fixture
def field(over: QWidget) -> QLineEdit:
    field = QLineEdit()
    layout = QVBoxLayout(over)
    layout.addStretch(1)
    layout.addWidget(field)
    over.show()
    QApplication.processEvents()
    return field


def is_right_above(made: SlashList, field: QWidget) -> bool:
    over = field.window()
    at = field.mapTo(over, field.rect().topLeft())
    is_above = made.geometry().bottom() < at.y() < made.geometry().bottom() + 12
    return is_above and made.x() == at.x() and over.rect().contains(made.geometry())


def test_it_stays_above_the_field_and_goes_with_it(field: QLineEdit) -> None:
    made = SlashList(field, field)
    made.offer(ROWS)
    QApplication.processEvents()
    assert made.isVisible()
    assert made.width() == MOST_WIDTH
    assert is_right_above(made, field)
    for width, height in ((400, 300), (490, 120)):
        field.window().resize(width, height)
        field.window().layout().activate()
        assert is_right_above(made, field)
    field.hide()
    assert not made.isVisible()


def test_what_cannot_run_is_passed_over(qtbot: QtBot, field: QLineEdit) -> None:
    made = SlashList(field, field)
    made.offer(ROWS)
    made.step(-1)
    assert made.current == ROWS[2]
    made.step(1)
    assert made.current == ROWS[0]
    at = made.list.visualRect(made.model.index(3)).center()
    with qtbot.assertNotEmitted(made.chosen):
        qtbot.mouseClick(made.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    made.offer(ROWS[3:])
    assert made.current is None
    made.step(1)
    made.offer([])
    assert not made.isVisible()
