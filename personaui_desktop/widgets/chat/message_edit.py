"""The field a message is written in: plain text, grows with what is written, and knows when Enter sends."""

from math import ceil
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from personaui_desktop.text import clean_text
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.theme import font

MESSAGE_SIZE = 14.5
MOST_CHARACTERS = 1_000_000
LONGEST_LINE = 100_000
"""A longer line would take longer than a frame to lay out at every key."""
LONG_LINE = 10_000
"""From here on lines break anywhere: looking for a place between words takes the square of the length."""
BLANK_CHARACTERS = 1_000
LEAST_HEIGHT = 24

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WRAP = QTextOption.WrapMode


class MessageEdit(QPlainTextEdit):
    """Grows from one line to `tallest` pixels, then scrolls.

    Signals:
        send_requested: Enter was pressed, and it was not an input method's.
        not_pasted: why text was not pasted, a sentence.
        files_given: the paths of files that were dropped or pasted.
        characters_given: the paths of those among them that hold characters.
        picture_given: a picture was dropped or pasted.
        focus_changed: it got or lost the keyboard focus.
    """

    send_requested = Signal()
    not_pasted = Signal(str)
    files_given = Signal(object)
    characters_given = Signal(object)
    picture_given = Signal()
    focus_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tallest = 200
        self._size = 1.0
        self.setObjectName("message")
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        # The box around it is drawn by the composer.
        self.setStyleSheet("#message { border: none; background: transparent; padding: 0; }")
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._fit)
        self.set_text_size(1.0)

    @property
    def tallest(self) -> int:
        """The most pixels it grows to."""
        return self._tallest

    @tallest.setter
    def tallest(self, pixels: int) -> None:
        self._tallest = max(pixels, LEAST_HEIGHT)
        self._fit()

    def set_text_size(self, size: float) -> None:
        """Show the text at that size, 1.0 being the design's."""
        self.setFont(font(MESSAGE_SIZE * size))
        self._fit()

    def is_composing(self) -> bool:
        """Whether an input method holds text that is not part of the message yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def is_blank(self) -> bool:
        """Whether there is nothing to send. Long texts count as something without being read through."""
        return self.document().characterCount() < BLANK_CHARACTERS and not self.toPlainText().strip()

    def begin_anew(self, text: str) -> None:
        """Hold this text instead, with the caret at its end; there is nothing to undo."""
        self._choose_wrapping(text)
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def append_line(self, text: str) -> None:
        """Put this text into a line of its own at the end; the caret stays."""
        self._choose_wrapping(text)
        caret = self.textCursor()
        anchor, position = caret.anchor(), caret.position()
        behind = QTextCursor(self.document())
        behind.movePosition(QTextCursor.MoveOperation.End)
        behind.insertText("\n" + text)
        # A caret at the very end has been carried along.
        caret.setPosition(anchor)
        caret.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(caret)

    def sizeHint(self) -> QSize:
        """As tall as its text, within bounds: QWidget.sizeHint."""
        return QSize(super().sizeHint().width(), min(self._text_height(), self._tallest))

    def minimumSizeHint(self) -> QSize:
        """It may be narrow: QWidget.minimumSizeHint."""
        return QSize(60, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """What cannot be undone or redone here is left to the window: QObject.event."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            written = self.document()
            is_undo = event.matches(QKeySequence.StandardKey.Undo) and not written.isUndoAvailable()
            is_redo = event.matches(QKeySequence.StandardKey.Redo) and not written.isRedoAvailable()
            if is_undo or is_redo:
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends, Shift+Enter begins a new line: QWidget.keyPressEvent."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self.is_composing():
            QGuiApplication.inputMethod().commit()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.begin_line()
        elif not event.isAutoRepeat():
            self.send_requested.emit()

    def insert_in_front(self, text: str) -> None:
        """Put a text before all that is written; the caret stays where it was among that."""
        QTextCursor(self.document()).insertText(text)

    def begin_line(self) -> None:
        """Go on in a line of its own."""
        self.textCursor().insertBlock()
        self.ensureCursorVisible()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Text, and what gets an answer though it is none: QPlainTextEdit.canInsertFromMimeData."""
        return source.hasText() or source.hasUrls() or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert pasted or dropped text without its looks: QPlainTextEdit.insertFromMimeData."""
        files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_given.emit(files)
        elif source.hasText():
            self.insert_text(source.text())
        elif source.hasImage():
            self.picture_given.emit()
        elif source.hasUrls():
            self.insert_text("\n".join(url.toString() for url in source.urls()))

    def insert_text(self, written: str) -> None:
        """Put a text in place of what is selected, as one step to undo; `not_pasted` where it is too long."""
        text = clean_text(written).replace("\r\n", "\n").replace("\r", "\n")
        problem = self._why_too_long(text)
        if problem:
            self.not_pasted.emit(problem)
            return
        self._choose_wrapping(text)
        cursor = self.textCursor()
        # One step to undo, apart from what was typed before it.
        cursor.beginEditBlock()
        cursor.insertText(text)
        cursor.endEditBlock()
        self.ensureCursorVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the box around it: QWidget.focusInEvent."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the box around it: QWidget.focusOutEvent."""
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere: QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._fit()

    def _text_height(self) -> int:
        """The height of the text in pixels; where it is more than enough, some height above `tallest`."""
        height = 0.0
        block = self.document().firstBlock()
        while block.isValid() and height <= self._tallest:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return ceil(height)

    def _fit(self) -> None:
        hint = self.sizeHint().height()
        overflows = self._text_height() > self._tallest
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if overflows else policy.ScrollBarAlwaysOff)
        if hint != self.height():
            self.setFixedHeight(hint)

    def _why_too_long(self, text: str) -> str | None:
        there = self.document().characterCount() - len(self.textCursor().selectedText())
        if there + len(text) > MOST_CHARACTERS:
            return translate(
                "Chat", "This is too long to paste. A message can have up to {most:,} characters."
            ).format(most=MOST_CHARACTERS)
        if _longest_line(text) > LONGEST_LINE:
            return translate(
                "Chat", "This cannot be pasted: it has a line of more than {most:,} characters."
            ).format(most=LONGEST_LINE)
        return None

    def _choose_wrapping(self, text: str) -> None:
        if _longest_line(text) > LONG_LINE:
            self.setWordWrapMode(_WRAP.WrapAnywhere)
        elif not text:
            self.setWordWrapMode(_WRAP.WrapAtWordBoundaryOrAnywhere)


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n")))
