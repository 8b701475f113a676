"""The field in which a memory is written: it grows with its text, within bounds."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

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
        self.setAccessibleName("Text of the memory")
        self.setPlaceholderText("What should be remembered, in a sentence or two")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def sizeHint(self) -> QSize:
        """As high as the text, within bounds: QPlainTextEdit.sizeHint."""
        # A plain text document measures its height in lines.
        lines = max(LINES_AT_LEAST, min(round(self.document().size().height()), LINES_AT_MOST))
        return QSize(120, self._height_of(lines))

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

    def _height_of(self, lines: int) -> int:
        around = 2 * self.document().documentMargin() + 2 * PADDING
        return round(lines * self.fontMetrics().lineSpacing() + around)

    def _grow(self) -> None:
        self.updateGeometry()
