import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStyleHints
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


def test_the_systems_dark_mode_is_followed_as_soon_as_it_changes(qtbot, monkeypatch):
    hints = QApplication.styleHints()
    for scheme, tokens in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        # What the platform answers; the platform of the tests has no such wish.
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _self, scheme=scheme: scheme)
        hints.colorSchemeChanged.emit(scheme)
        assert theme().tokens == tokens
        assert QApplication.palette().text().color() == tokens.text


def test_the_systems_dark_mode_means_nothing_where_the_person_chose(qtbot, monkeypatch):
    theme().appearance = "light"
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _self: Qt.ColorScheme.Dark)
    with qtbot.assertNotEmitted(theme().changed):
        QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme().tokens == LIGHT


@pytest.mark.skipif(not hasattr(QStyleHints, "accessibility"), reason="Qt tells of it from 6.10 on.")
def test_the_systems_wish_for_contrast_is_followed_as_soon_as_it_changes(qtbot, monkeypatch):
    wish = QApplication.styleHints().accessibility()
    theme().appearance = "light"
    monkeypatch.setattr(type(wish), "contrastPreference", lambda _self: Qt.ContrastPreference.HighContrast)
    wish.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert theme().tokens == LIGHT.with_more_contrast()
    assert theme().has_high_contrast
    monkeypatch.undo()
    wish.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert theme().tokens == LIGHT
