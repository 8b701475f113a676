"""The application's look: colours by the system's wish, sizes, fonts, palette and style sheet."""

from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from personaui_desktop.widgets.common.style_sheet import palette, style_sheet
from personaui_desktop.widgets.common.tokens import DARK, LIGHT, Tokens

__all__ = ["Theme", "Tokens", "font", "theme"]

STEP = 4
RELATED = 8
GROUP = 16
SIDE = 24

RADIUS_CONTROL = 8
RADIUS_CARD = 10
RADIUS_BUBBLE = 14

ROW_HEIGHT = 56
CONTROL_HEIGHT = 32

BASE_SIZE = 14.0
SECOND_SIZE = 12.5
SMALL_SIZE = 11.5
REGULAR = 400
STRONG = 600

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class Theme(QObject):
    """The one look of the application. `theme` answers it.

    Signals:
        changed: the tokens are others now; palette and style sheet are already in force.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._appearance = "system"
        application.setFont(font(BASE_SIZE))
        self._tokens = self._wanted_tokens()
        self._dress()
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self._follow_contrast(hints)

    @property
    def tokens(self) -> Tokens:
        """The colours now in force."""
        return self._tokens

    @property
    def has_high_contrast(self) -> bool:
        """Whether the system asks for high contrast: selections get an outline then."""
        return _wants_more_contrast()

    @property
    def is_dark(self) -> bool:
        """Whether the dark table is in force."""
        if self._appearance in _SCHEMES:
            return self._appearance == "dark"
        return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark

    @property
    def appearance(self) -> str:
        """``system``, ``light`` or ``dark``, as in the settings."""
        return self._appearance

    @appearance.setter
    def appearance(self, appearance: str) -> None:
        if appearance == self._appearance:
            return
        self._appearance = appearance
        # The system's own dialogs and the window's frame follow too, where the platform can.
        self._application.styleHints().setColorScheme(_SCHEMES.get(appearance, Qt.ColorScheme.Unknown))
        self._follow()

    def _follow_contrast(self, hints: QStyleHints) -> None:
        # Qt tells of the system's contrast setting from 6.10 on.
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    def _wanted_tokens(self) -> Tokens:
        tokens = DARK if self.is_dark else LIGHT
        return tokens.with_more_contrast() if _wants_more_contrast() else tokens

    def _follow(self) -> None:
        tokens = self._wanted_tokens()
        if tokens != self._tokens:
            self._tokens = tokens
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        self._application.setPalette(palette(self._tokens))
        self._application.setStyleSheet(style_sheet(self._tokens))


_the_theme: Theme | None = None


def theme() -> Theme:
    """The application's theme, made at the first call.

    Raises:
        RuntimeError: there is no `QApplication` yet.
    """
    global _the_theme
    # It goes with its application, and another application gets another one.
    if _the_theme is None or not isValid(_the_theme):
        application = QApplication.instance()
        if application is None:
            raise RuntimeError("The theme needs a QApplication.")
        _the_theme = Theme(cast("QApplication", application))
    return _the_theme


def font(size_px: float, weight: int = REGULAR) -> QFont:
    """The system's font at a size in pixels, which may be a fraction, and a weight of 1 to 1000."""
    made = QFont(QGuiApplication.font())
    screen = QGuiApplication.primaryScreen()
    dots_per_inch = screen.logicalDotsPerInch() if screen is not None else 96.0
    made.setPointSizeF(size_px * 72 / dots_per_inch)
    made.setWeight(QFont.Weight(weight))
    return made


def _wants_more_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
