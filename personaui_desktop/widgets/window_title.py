"""Says in a window's title which conversation it shows, with whom, and how many have unread replies."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.chat.header import ChatHeader
from personaui_desktop.widgets.common.wording import isolated

if TYPE_CHECKING:
    from personaui_desktop.widgets.unread import Unread

PROGRAM = "PersonaUI Desktop"


class WindowTitle(QObject):
    """Follows the conversation's header.

    Args:
        window: gets the title, and takes this along when it goes.
        header: says what is shown.
    """

    def __init__(self, window: QWidget, header: ChatHeader) -> None:
        super().__init__(window)
        self._window, self._header = window, header
        self._unread: Unread | None = None
        header.words_changed.connect(self.show)
        self.show()

    def count(self, unread: "Unread") -> None:
        """Say from now on how many conversations have an unread reply."""
        self._unread = unread
        unread.changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Say what the header says now."""
        number = 0 if self._unread is None else self._unread.number
        shown = dict.fromkeys(filter(None, (self._header.title.text(), self._header.persona_name)))
        # Qt puts a mark of its own in the place of "[*]" unless it is doubled.
        words = [isolated(each).replace("[*]", "[*][*]") for each in shown]
        title = " \N{EN DASH} ".join((*words, PROGRAM))
        self._window.setWindowTitle(f"({number}) {title}" if number else title)
