"""The field in which a memory is written: it grows with its text, within bounds."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.theme import font
from personaui_desktop.widgets.memories.card import TEXT_SIZE

LINES_AT_LEAST, LINES_AT_MOST = 4, 12
PADDING = 5
"""Padding and frame of a text field, as the style sheet draws it."""
LONGEST_TEXT = 100_000
"""Characters of one memory: far beyond what is useful, and no more than a text field takes at once."""


class MemoryText(QPlainTextEdit):
    """A plain text field.

    Signals:
        save_requested: Ctrl+Enter was pressed.
        leave_requested: Escape was pressed.
    """

    save_requested = Signal()
    leave_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font(TEXT_SIZE))
        self.setTabChangesFocus(True)
        self.setAccessibleName(translate("Memories", "Memory text"))
        self.setPlaceholderText(translate("Memories", "What should be remembered?"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)

    def sizeHint(self) -> QSize:
        """As high as the text, within bounds: QPlainTextEdit.sizeHint."""
        return QSize(120, self._height_of(max(LINES_AT_LEAST, min(self._lines(), LINES_AT_MOST))))

    def minimumSizeHint(self) -> QSize:
        """At least two lines: QPlainTextEdit.minimumSizeHint."""
        return QSize(120, self._height_of(2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves, Escape leaves: QPlainTextEdit.keyPressEvent."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere: QPlainTextEdit.resizeEvent."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Grow with the text; where that is not enough, scroll."""
        fits = self.height() >= self._height_of(self._lines())
        policy = Qt.ScrollBarPolicy
        # Left to itself the bar takes width while the field grows, breaks more lines, and stays.
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded)
        self.updateGeometry()

    def _lines(self) -> int:
        """How many lines the text takes, counted little further than the field grows."""
        block, lines = self.document().firstBlock(), 0
        while block.isValid() and lines <= LINES_AT_MOST:
            # A plain text document breaks a paragraph into lines when it is asked for its place.
            self.blockBoundingRect(block)
            lines += block.layout().lineCount()
            block = block.next()
        return lines

    def _height_of(self, lines: int) -> int:
        around = 2 * self.document().documentMargin() + 2 * PADDING
        return round(lines * self.fontMetrics().lineSpacing() + around)
