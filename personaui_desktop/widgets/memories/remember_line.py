"""One quiet line at the pane's foot: what is being remembered, what went wrong, what there is to remember."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from personaui_desktop.widgets.common.buttons import QUIET_PADDING, Action, quiet_button
from personaui_desktop.widgets.common.theme import SECOND_SIZE, font

LineTone = Literal["dim", "warn"]


class RememberLine(QWidget):
    """A sentence and at most two things to do about it; takes no room while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setFont(font(SECOND_SIZE))
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Its words begin where those of the buttons beneath do.
        self.label.setContentsMargins(QUIET_PADDING, 0, QUIET_PADDING, 0)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = quiet_button("", lambda: self._do())
        self.second_button = quiet_button("", lambda: self._do_second())
        self._do: Callable[[], object] = lambda: None
        self._do_second: Callable[[], object] = lambda: None
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.button)
        buttons.addWidget(self.second_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.label)
        layout.addLayout(buttons)
        self.say("")

    def say(
        self,
        sentence: str,
        tone: LineTone = "dim",
        action: Action | None = None,
        second: Action | None = None,
    ) -> None:
        """Show a sentence, or nothing.

        Args:
            sentence: what is said.
            tone: whether it is a warning.
            action: a label and what it does.
            second: another.
        """
        mark = "⚠ " if tone == "warn" and sentence else ""
        self.label.setText(mark + sentence)
        if self.label.property("tone") != tone:
            self.label.setProperty("tone", tone)
            self.label.style().unpolish(self.label)
            self.label.style().polish(self.label)
        self.button.setVisible(action is not None)
        if action is not None:
            self.button.setText(action[0])
            self._do = action[1]
        self.second_button.setVisible(second is not None)
        if second is not None:
            self.second_button.setText(second[0])
            self._do_second = second[1]
        self.setVisible(bool(sentence))
