"""A banner: one sentence in the conversation's place or beside it, with its remedy as buttons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from personaui_desktop.widgets.common.buttons import quiet_button
from personaui_desktop.widgets.common.icons import icon
from personaui_desktop.widgets.common.theme import RELATED, SECOND_SIZE, font, theme

Button = tuple[str, Callable[[], object]]

ICON = 18


class Banner(QWidget):
    """A line with an icon, words that can be selected, and quiet buttons.

    Args:
        icon_name: an icon's name; an empty one leaves it out.
        token: the icon's colour, the name of a token.
        buttons: labels and what they do.
    """

    def __init__(
        self, icon_name: str, token: str, buttons: Sequence[Button], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._token = icon_name, token
        self._icon = QLabel()
        self.words = _words()
        self.buttons = [_button(*button) for button in buttons]
        self._lay_out()
        self._draw_icon()
        theme().changed.connect(self._draw_icon)
        self.hide()

    def say(self, sentence: str, remedy: str = "", *, aloud: bool = True) -> None:
        """Show this, or hide where the sentence is empty. Screen readers are told, if ``aloud``."""
        words = f"{sentence} {remedy}".strip()
        is_new = bool(words) and words != self.words.text()
        self.words.setText(words)
        self.setVisible(bool(words))
        if is_new and aloud:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(RELATED)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.words, 1)
        for button in self.buttons:
            layout.addWidget(button)

    def _draw_icon(self) -> None:
        self._icon.setVisible(bool(self._icon_name))
        if self._icon_name:
            picture = icon(self._icon_name, self._token)
            self._icon.setPixmap(picture.pixmap(QSize(ICON, ICON), self.devicePixelRatioF()))


def _words() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(font(SECOND_SIZE))
    label.setProperty("tone", "dim")
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _button(label: str, on_click: Callable[[], object]) -> QPushButton:
    button = quiet_button(label, on_click)
    button.setFont(font(SECOND_SIZE))
    return button
