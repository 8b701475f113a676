"""A choice among few, all of them in view."""

from collections.abc import Mapping

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from personaui_desktop.widgets.settings.radio import Radio


class Choice(QWidget):
    """Radio buttons, one of which is chosen.

    Args:
        choices: the words of each value.
        value: which is chosen at first; the first where there is no such.
        name: for screen readers, what is chosen.
    """

    def __init__(
        self, choices: Mapping[str, str], value: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons = {each: Radio(words) for each, words in choices.items()}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for button in self.buttons.values():
            button.setAccessibleDescription(name)
            group.addButton(button)
            layout.addWidget(button)
        self.choose(value)

    @property
    def value(self) -> str:
        """Which is chosen."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def choose(self, value: str) -> None:
        """Choose another."""
        button = self.buttons.get(value, next(iter(self.buttons.values())))
        button.setChecked(True)
        self.setFocusProxy(button)
