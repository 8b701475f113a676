"""Names the day of what is at the transcript's top while it is scrolled."""

from PySide6.QtCore import QAbstractAnimation, QPoint, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from personaui_desktop.widgets.common.motion import may_animate
from personaui_desktop.widgets.common.theme import RELATED, SECOND_SIZE, font, theme

STAYS_MS = 900
FADES_MS = 220


class DayPill(QLabel):
    """A quiet label that lets the pointer through, and fades when scrolling has ended."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(SECOND_SIZE))
        self.setContentsMargins(RELATED + 4, 4, RELATED + 4, 4)
        self._opacity = 1.0
        self._staying = QTimer(self)
        self._staying.setSingleShot(True)
        self._staying.timeout.connect(self._go)
        self._fading = QVariantAnimation(self)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.valueChanged.connect(self._set_opacity)
        self._fading.finished.connect(self.hide)
        self.hide()

    def show_day(self, day: str, top_centre: QPoint) -> None:
        """Name a day beneath a point; again, and it stays. Without one it goes at once."""
        self._fading.stop()
        if not day:
            self._staying.stop()
            self.hide()
            return
        self._set_opacity(1.0)
        if day != self.text():
            self.setText(day)
        self.adjustSize()
        self.move(top_centre.x() - self.width() // 2, top_centre.y())
        self.show()
        self.raise_()
        self._staying.start(STAYS_MS)

    def _go(self) -> None:
        if may_animate():
            self._fading.setDuration(FADES_MS)
            self._fading.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)
        else:
            self.hide()

    def _set_opacity(self, opacity: float) -> None:
        self._opacity = opacity
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Override of QWidget.paintEvent: a pill of the opacity that it has now."""
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self._opacity)
        painter.setPen(QPen(tokens.line, 1))
        painter.setBrush(tokens.pane)
        round_by = (self.height() - 1) / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), round_by, round_by)
        painter.setPen(tokens.dim)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
