"""A line of text that ends in an ellipsis where there is no room, with the whole in a tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from personaui_desktop.text import beginning
from personaui_desktop.widgets.common.tooltips import tooltip

_MOST = 1_000


class ElidedLabel(QLabel):
    """One line of plain text; `text` is the whole, unless nobody could read so much in one line."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text: QLabel.setText."""
        line = " ".join(beginning(text, _MOST).split())
        super().setText(line)
        self.setAccessibleName(line)
        self._tell_whole()

    def elided_text(self) -> str:
        """What fits."""
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def minimumSizeHint(self) -> QSize:
        """It may shrink to an ellipsis: QLabel.minimumSizeHint."""
        return QSize(self.fontMetrics().horizontalAdvance("…") + 8, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the whole where it no longer fits: QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits: QLabel.paintEvent."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        alignment = int(self.alignment().value) | int(Qt.TextFlag.TextSingleLine.value)
        painter.drawText(self.contentsRect(), alignment, self.elided_text())

    def _tell_whole(self) -> None:
        self.setToolTip("" if self.elided_text() == self.text() else tooltip(self.text()))
