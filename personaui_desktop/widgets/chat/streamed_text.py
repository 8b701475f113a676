"""A text that arrives in a field behind what is written there: one step to undo, which also takes it back."""

from PySide6.QtGui import QTextCursor

from personaui_desktop.widgets.chat.message_edit import MessageEdit


class StreamedText:
    """Begins with what the field holds, which stays as it is.

    Attributes:
        begun: what the field held.
        shown: what it is to hold now.
    """

    def __init__(self, edit: MessageEdit) -> None:
        self._edit = edit
        self.begun = self.shown = edit.toPlainText()
        caret = edit.textCursor()
        self._caret = caret.anchor(), caret.position()

    def show(self, text: str) -> None:
        """Hold this text, which begins as the field did; a caret at the end goes along."""
        if text == self.shown:
            return
        same = self.shown if text.startswith(self.shown) else self.begun
        cursor = QTextCursor(self._edit.document())
        if self.shown == self.begun:
            cursor.beginEditBlock()
        else:
            cursor.joinPreviousEditBlock()
        cursor.setPosition(_units(same))
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[len(same) :])
        cursor.endEditBlock()
        self.shown = text
        self._edit.ensureCursorVisible()

    def take_back(self) -> None:
        """Hold exactly what was there before, with the caret where it was."""
        if self.shown == self.begun:
            return
        self._edit.undo()
        if self._edit.toPlainText() != self.begun:
            self.show(self.begun)
        self.shown = self.begun
        caret = self._edit.textCursor()
        caret.setPosition(self._caret[0])
        caret.setPosition(self._caret[1], QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(caret)


def _units(text: str) -> int:
    """How many places a text takes in a document, which counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
