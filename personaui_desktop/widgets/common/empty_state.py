"""What stands where a list has nothing to show: one sentence, and the action that fills it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from personaui_desktop.widgets.common.buttons import plain_button
from personaui_desktop.widgets.common.theme import GROUP, SECOND_SIZE, SIDE, font
from personaui_desktop.widgets.common.wording import breakable

TOP = 48


class EmptyState(QWidget):
    """A sentence and a button beneath it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: Callable[[], object] | None = None
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.label.setProperty("tone", "dim")
        self.label.setFont(font(SECOND_SIZE))
        self.button: QPushButton = plain_button("", self._click)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, TOP, SIDE, SIDE)
        layout.setSpacing(GROUP)
        layout.addWidget(self.label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def say(self, sentence: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show this sentence, and a button for the action where there is one."""
        self.label.setText(breakable(sentence))
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self._act = act

    def _click(self) -> None:
        if self._act is not None:
            self._act()
