"""A banner: one sentence in the conversation's place or beside it, with its remedy as buttons."""

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from personaui_desktop.widgets.common.buttons import Action, quiet_button
from personaui_desktop.widgets.common.icons import icon
from personaui_desktop.widgets.common.theme import RELATED, SECOND_SIZE, font, theme

ICON = 18


class Banner(QWidget):
    """A line with an icon, words that can be selected, and quiet buttons.

    All of them are made when there is first something to say: most conversations have nothing.

    Args:
        icon_name: an icon's name; an empty one leaves it out.
        token: the icon's colour, the name of a token.
        buttons: labels and what they do.
    """

    def __init__(
        self, icon_name: str, token: str, buttons: Sequence[Action], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._token = icon_name, token
        self._offered = buttons
        self._said = ""
        self.hide()

    def say(self, sentence: str, remedy: str = "", *, aloud: bool = True) -> None:
        """Show this, or hide where the sentence is empty. Screen readers are told, if ``aloud``."""
        words = f"{sentence} {remedy}".strip()
        is_new = bool(words) and words != self._said
        self._said = words
        if words:
            self.words.setText(words)
        self.setVisible(bool(words))
        if is_new and aloud:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @cached_property
    def words(self) -> QLabel:
        """The label that says it."""
        words = _words()
        self._lay_out(words)
        return words

    @cached_property
    def buttons(self) -> list[QPushButton]:
        """What can be done about it."""
        return [_button(*button) for button in self._offered]

    def _lay_out(self, words: QLabel) -> None:
        self._icon = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(RELATED)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(words, 1)
        for button in self.buttons:
            layout.addWidget(button)
        self._put_in_tab_order()
        self._draw_icon()
        theme().changed.connect(self._draw_icon)

    def _put_in_tab_order(self) -> None:
        """Have Tab come to the buttons where the banner stands, and not after all that was made before."""
        # Qt goes only by what takes the keyboard, which the banner itself does just for that.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for before, button in pairwise([self, *self.buttons]):
            QWidget.setTabOrder(before, button)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

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
