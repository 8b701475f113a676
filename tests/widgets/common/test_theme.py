import pytest
from PySide6.QtWidgets import QApplication

from personaui_desktop.widgets.common.theme import font, theme
from personaui_desktop.widgets.common.tokens import DARK, LIGHT


@pytest.fixture(autouse=True)
def _back_to_system(qapp):
    yield
    theme().appearance = "system"


def test_there_is_one_theme():
    assert theme() is theme()


def test_appearance_changes_tokens_palette_and_sheet(qtbot):
    theme().appearance = "light"
    with qtbot.waitSignal(theme().changed):
        theme().appearance = "dark"
    assert theme().is_dark
    assert theme().tokens == DARK
    assert QApplication.palette().text().color() == DARK.text
    assert DARK.accent.name() in QApplication.instance().styleSheet()
    with qtbot.assertNotEmitted(theme().changed):
        theme().appearance = "dark"
    theme().appearance = "light"
    assert theme().tokens == LIGHT


def test_fonts_have_sizes_in_pixels_and_fractions():
    small, large = font(12.5), font(14.5, 600)
    assert small.pointSizeF() / large.pointSizeF() == pytest.approx(12.5 / 14.5)
    assert large.weight() == 600
