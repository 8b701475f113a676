"""A labelled field with a sentence beneath it: a hint, or what is wrong."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from personaui_desktop.errors import InvalidInput
from personaui_desktop.translation import told
from personaui_desktop.widgets.common.theme import BASE_SIZE, SECOND_SIZE, STEP, STRONG, font


class LinesEdit(QPlainTextEdit):
    """Several lines; as high as what it holds, up to a limit, and never lower than so many lines.

    What can be taken back is remembered by whoever has it, for all fields together.
    """

    def __init__(self, text: str, lines: int) -> None:
        super().__init__(text)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFixedHeight(self._height_of(lines))
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def sizeHint(self) -> QSize:
        """As low as it may be, or a form that scrolls would make it higher: QWidget.sizeHint."""
        return QSize(super().sizeHint().width(), self.height())

    def show_text(self, text: str) -> None:
        """Hold another text, with the caret where the two differ."""
        before = self.toPlainText()
        if before == text:
            return
        start = _same_beginning(before, text)
        end = _same_beginning(before[start:][::-1], text[start:][::-1])
        cursor = self.textCursor()
        cursor.setPosition(_utf_16(before[:start]))
        cursor.setPosition(_utf_16(before[: len(before) - end]), QTextCursor.MoveMode.KeepAnchor)
        with QSignalBlocker(self):
            cursor.insertText(text[start : len(text) - end])
        self.setTextCursor(cursor)

    def _fit(self, size: object) -> None:
        lines = self.document().size().height()
        self.setFixedHeight(self._height_of(max(self._lines, min(round(lines) + 1, MOST_LINES))))

    def _height_of(self, lines: int) -> int:
        return self.fontMetrics().lineSpacing() * lines + 20


MOST_LINES = 24
"""A text that is longer scrolls within its field."""


class TextField(QWidget):
    """One field of a form.

    Args:
        label: what it is called; ``&`` marks the letter that goes to it with Alt.
        hint: shown beneath while nothing is wrong.
        text: what it holds at first.
        check: raises `InvalidInput` where a text cannot be used.
        lines: how many lines high; 1 is a line edit.

    Signals:
        changed: the text is another.
    """

    changed = Signal()

    def __init__(
        self, label: str, hint: str, text: str, check: Callable[[str], object], lines: int = 1
    ) -> None:
        super().__init__()
        self._hint, self._check = hint, check
        self.edit: QLineEdit | LinesEdit = QLineEdit(text) if lines == 1 else LinesEdit(text, lines)
        self.edit.setAccessibleName(label.replace("&", ""))
        self.edit.setAccessibleDescription(hint)
        title = QLabel(label)
        title.setFont(font(BASE_SIZE, STRONG))
        title.setBuddy(self.edit)
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setFont(font(SECOND_SIZE))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(STEP)
        self._head = QHBoxLayout()
        self._head.addWidget(title, 1)
        layout.addLayout(self._head)
        layout.addWidget(self.edit)
        layout.addWidget(self.sentence)
        self._say("")
        self.edit.textChanged.connect(self._on_change)

    @property
    def text(self) -> str:
        """What it holds."""
        return self.edit.text() if isinstance(self.edit, QLineEdit) else self.edit.toPlainText()

    def add_tool(self, tool: QWidget) -> None:
        """Put something beside the label that helps to fill the field."""
        self._head.addWidget(tool)
        QWidget.setTabOrder(self.edit, tool)

    def write(self, text: str) -> None:
        """Hold another text, as if it had been typed."""
        if isinstance(self.edit, QLineEdit):
            self.edit.setText(text)
        else:
            self.edit.setPlainText(text)

    def show_text(self, text: str) -> None:
        """Hold another text, without telling that it has changed."""
        if isinstance(self.edit, LinesEdit):
            self.edit.show_text(text)
        elif self.edit.text() != text:
            with QSignalBlocker(self.edit):
                self.edit.setText(text)
        if self.edit.property("wrong"):
            self.check()

    def check(self) -> bool:
        """Say beneath the field what is wrong with it; the answer is whether nothing is."""
        try:
            self._check(self.text)
        except InvalidInput as error:
            self._say(told(error))
            return False
        self._say("")
        return True

    def _on_change(self) -> None:
        # What was wrong is looked at again as soon as it is changed; nothing is complained of before.
        if self.edit.property("wrong"):
            self.check()
        self.changed.emit()

    def _say(self, problem: str) -> None:
        self.sentence.setText(problem or self._hint)
        self.sentence.setVisible(bool(problem or self._hint))
        self.sentence.setProperty("tone", "warn" if problem else "dim")
        self.edit.setProperty("wrong", bool(problem))
        for widget in (self.sentence, self.edit):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def _same_beginning(one: str, other: str) -> int:
    """How many characters two texts begin alike with."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _utf_16(text: str) -> int:
    """How long a text is as Qt counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
