"""A thin bar: how much of their share of a request the active memories take."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.common.tokens import blend

THICKNESS, TRACK = 6.0, 2.0
TRACK_SHARE = 0.75
"""Of grey in the track: it keeps 3 : 1, for it says how much there is room for."""
REACH = 5
"""Above and beneath the bar, in pixels: it can be hit without aiming, and its focus has room."""


class BudgetBar(QAbstractButton):
    """Fills from the left; a click or Space presses it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    @property
    def share(self) -> float:
        """How full it is, 0 to 1."""
        return self._share

    def show_share(self, share: float) -> None:
        """Fill it to a share; more than 1 is full."""
        self._share = min(1.0, max(0.0, share))
        self.update()

    def sizeHint(self) -> QSize:
        """Thin: QWidget.sizeHint."""
        return QSize(100, int(THICKNESS) + 2 * REACH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it: QWidget.paintEvent."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, REACH, self.width(), THICKNESS)
        lifted = self.underMouse() or self.isDown()
        # What is filled is thicker than what is not: colours alone tell it to few.
        thin = (THICKNESS - TRACK) / 2
        painter.setBrush(tokens.dim if lifted else blend(tokens.line, tokens.faint, TRACK_SHARE))
        painter.drawRoundedRect(track.adjusted(0, thin, 0, -thin), TRACK / 2, TRACK / 2)
        if self._share:
            # However little it is, it looks like a beginning rather than a speck.
            filled = max(THICKNESS, track.width() * self._share)
            painter.setBrush(tokens.memory)
            painter.drawRoundedRect(
                QRectF(track.left(), track.top(), filled, THICKNESS), THICKNESS / 2, THICKNESS / 2
            )
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.accent, 1))
            around = track.adjusted(0.5, -2.5, -0.5, 2.5)
            painter.drawRoundedRect(around, around.height() / 2, around.height() / 2)
