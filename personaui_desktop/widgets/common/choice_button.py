"""A button that says what is chosen, with a menu of what else could be."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from personaui_desktop.text import beginning
from personaui_desktop.widgets.common.wording import isolated

LONGEST = 24
"""So many characters of what is chosen are shown."""


class ChoiceButton(QPushButton):
    """Lets a person choose one of several things. The first is chosen at first.

    Args:
        name: what is chosen with it, for the tooltip and screen readers.
        parent: its owner.

    Signals:
        chosen: another thing is chosen.
    """

    chosen = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.setAutoDefault(True)
        self._name = name
        self.setToolTip(name)
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._tell)
        self.setMenu(self._menu)
        self.value: object = None

    def offer(self, choices: list[tuple[str, object]]) -> None:
        """Offer these things by their words, and stay with the chosen one where it is among them."""
        self._menu.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
        for words, value in choices:
            action = self._menu.addAction(beginning(words.replace("&", "&&"), 2 * LONGEST))
            action.setData(value)
            action.setCheckable(True)
            self._group.addAction(action)
        self.choose(self.value)

    def choose(self, value: object) -> None:
        """Have this chosen, or the first where it is not offered."""
        actions = self._group.actions()
        action = next((each for each in actions if each.data() == value), actions[0])
        action.setChecked(True)
        self.value = action.data()
        words = beginning(action.text().replace("&&", "&"), LONGEST)
        self.setText(isolated(words).replace("&", "&&"))
        self.setAccessibleName(f"{self._name}: {words}")

    def _tell(self) -> None:
        checked = self._group.checkedAction()
        if checked is not None and checked.data() != self.value:
            self.choose(checked.data())
            self.chosen.emit()
