"""A labelled field with a sentence beneath it: a hint, or what is wrong."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from personaui_desktop.errors import InvalidInput
from personaui_desktop.translation import told
from personaui_desktop.widgets.common.theme import BASE_SIZE, SECOND_SIZE, STEP, STRONG, font


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
        self.edit: QLineEdit | QPlainTextEdit = QLineEdit(text) if lines == 1 else _LinesEdit(text, lines)
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
        layout.addWidget(title)
        layout.addWidget(self.edit, 0 if lines == 1 else 1)
        layout.addWidget(self.sentence)
        self._say("")
        self.edit.textChanged.connect(self._on_change)

    @property
    def text(self) -> str:
        """What it holds."""
        return self.edit.text() if isinstance(self.edit, QLineEdit) else self.edit.toPlainText()

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


class _LinesEdit(QPlainTextEdit):
    """Several lines; higher where the form has room."""

    def __init__(self, text: str, lines: int) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * lines + 20)

    def sizeHint(self) -> QSize:
        """As low as it may be, or a form that scrolls would make it higher: QWidget.sizeHint."""
        return QSize(super().sizeHint().width(), self.minimumHeight())
