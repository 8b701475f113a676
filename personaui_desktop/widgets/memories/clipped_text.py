"""A text of as many whole lines as there is room for, set as on the cards."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from personaui_desktop.widgets.common.theme import font, theme
from personaui_desktop.widgets.memories.card import LINE_PITCH, LINES_SHOWN, TEXT_SIZE, WrappedText, wrap

FEWEST_LINES = 2


class ClippedText(QWidget):
    """Plain text, cut with an ellipsis after twelve lines, or after fewer where it is given less height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setFont(font(TEXT_SIZE))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme().changed.connect(self.update)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def line_count(self) -> int:
        """How many lines are shown."""
        return self._wrapped(int(self.height() / LINE_PITCH)).line_count

    def sizeHint(self) -> QSize:
        """As high as its lines: QWidget.sizeHint."""
        return QSize(120, self._height_of(LINES_SHOWN))

    def minimumSizeHint(self) -> QSize:
        """At least its beginning: QWidget.minimumSizeHint."""
        return QSize(40, self._height_of(FEWEST_LINES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere: QWidget.resizeEvent."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines that fit whole: QWidget.paintEvent."""
        painter = QPainter(self)
        painter.setPen(theme().tokens.text)
        self._wrapped(int(self.height() / LINE_PITCH)).layout.draw(painter, QPointF(0, 0))

    def _wrapped(self, most_lines: int) -> WrappedText:
        return wrap(self._text, self.font(), self.width(), max(1, min(most_lines, LINES_SHOWN)))

    def _height_of(self, most_lines: int) -> int:
        return round(self._wrapped(most_lines).line_count * LINE_PITCH)
