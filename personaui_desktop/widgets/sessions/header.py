"""The top of the sessions pane: whose sessions these are, the filter, and the button for a new one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.buttons import primary_button
from personaui_desktop.widgets.common.elided_label import ElidedLabel
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SECOND_SIZE, STRONG, font

NAME_SIZE = 17.0
NAME_HEIGHT, DESCRIPTION_HEIGHT = 22, 18
"""Fixed, for scripts differ in height and nothing beneath is to jump."""


class FilterField(QLineEdit):
    """A field that filters a list: Down goes to the list, Enter takes the first row, Escape empties it.

    Signals:
        left_downwards: the person goes to the list.
        entered: the person wants what was found first.
    """

    left_downwards = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down, Enter and Escape: QWidget.keyPressEvent."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class SessionsHeader(QWidget):
    """Name and description of the persona, filter, New.

    Signals:
        new_asked: the person wants a new session.
    """

    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel()
        self.name.setFont(font(NAME_SIZE, STRONG))
        self.name.setFixedHeight(max(NAME_HEIGHT, QFontMetrics(self.name.font()).height()))
        self.description = ElidedLabel()
        self.description.setFont(font(SECOND_SIZE))
        self.description.setProperty("tone", "dim")
        self.description.setFixedHeight(
            max(DESCRIPTION_HEIGHT, QFontMetrics(self.description.font()).height())
        )
        self.filter = FilterField()
        self.filter.setPlaceholderText(translate("Conversations", "Filter conversations"))
        self.filter.setAccessibleName(translate("Conversations", "Filter conversations"))
        self.filter.setClearButtonEnabled(False)
        self.new_button = primary_button(translate("Conversations", "New"), self.new_asked.emit)
        self.new_button.setToolTip(translate("Conversations", "New conversation"))
        self.new_button.setAccessibleName(translate("Conversations", "New conversation"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GROUP, 14, GROUP, RELATED)
        layout.setSpacing(2)
        layout.addWidget(self.name)
        layout.addWidget(self.description)
        layout.addSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(RELATED)
        row.addWidget(self.filter, 1)
        row.addWidget(self.new_button)
        layout.addLayout(row)

    def show_persona(self, name: str, description: str) -> None:
        """Say whose sessions these are."""
        self.name.setText(name)
        self.description.setText(description)
