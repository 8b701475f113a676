"""Greetings that a conversation may begin with instead of the first one: a list that grows and shrinks."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from personaui_desktop.cards.limits import GREETINGS
from personaui_desktop.errors import InvalidInput
from personaui_desktop.personas.profile import validate_profile
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import Profile
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.common.buttons import quiet_button, tool_button
from personaui_desktop.widgets.common.theme import BASE_SIZE, RELATED, SECOND_SIZE, STRONG, font
from personaui_desktop.widgets.personas.text_field import LinesEdit

LINES = 3


class GreetingRow(QWidget):
    """One greeting, with a button that removes it."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__()
        self.edit = LinesEdit(text, LINES)
        name = translated(Phrase("Personas", "Further greeting {number}").filled(number=number))
        self.edit.setAccessibleName(name)
        self.remove_button = tool_button("close", translate("Personas", "Remove this greeting"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RELATED)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)


class GreetingsField(QWidget):
    """All of them.

    Args:
        title: what they are called.

    Signals:
        changed: one is another, or there are more or fewer.
    """

    changed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        label = QLabel(title)
        label.setFont(font(BASE_SIZE, STRONG))
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setFont(font(SECOND_SIZE))
        self.problem.setProperty("tone", "warn")
        self.problem.hide()
        self.add_button = quiet_button(translate("Personas", "Add a greeting"), self._add)
        self.rows: list[GreetingRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(RELATED)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RELATED)
        layout.addWidget(label)
        layout.addLayout(self._list)
        layout.addWidget(self.problem)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def texts(self) -> tuple[str, ...]:
        """What they say."""
        return tuple(row.edit.toPlainText() for row in self.rows)

    def show_texts(self, texts: tuple[str, ...]) -> None:
        """Say these, without telling that anything has changed."""
        while len(self.rows) > len(texts):
            self._take_out(self.rows[-1])
        for row, text in zip(self.rows, texts, strict=False):
            row.edit.show_text(text)
        for text in texts[len(self.rows) :]:
            self._put_in(text)

    def check(self) -> bool:
        """Say beneath them what is wrong with one; the answer is whether nothing is."""
        try:
            for text in self.texts:
                validate_profile(Profile("x", "", text))
        except InvalidInput as error:
            self.problem.setText(told(error))
            self.problem.show()
            return False
        self.problem.hide()
        return True

    def _add(self) -> None:
        self._put_in("").edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _put_in(self, text: str) -> GreetingRow:
        row = GreetingRow(len(self.rows) + 1, text)
        row.edit.textChanged.connect(self.changed)
        row.remove_button.clicked.connect(partial(self._remove, row))
        self.rows.append(row)
        self._list.addWidget(row)
        self.add_button.setVisible(len(self.rows) < GREETINGS)
        return row

    def _remove(self, row: GreetingRow, _checked: bool = False) -> None:
        self._take_out(row)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _take_out(self, row: GreetingRow) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.add_button.show()
