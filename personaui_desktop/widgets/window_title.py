"""Says in a window's title which conversation it shows, and with whom."""

from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.chat.header import ChatHeader
from personaui_desktop.widgets.common.wording import isolated

PROGRAM = "PersonaUI Desktop"


class WindowTitle:
    """Follows the conversation's header.

    Args:
        window: gets the title.
        header: says what is shown.
    """

    def __init__(self, window: QWidget, header: ChatHeader) -> None:
        self._window, self._header = window, header
        header.words_changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Say what the header says now."""
        shown = dict.fromkeys(filter(None, (self._header.title.text(), self._header.persona_name)))
        # Qt puts a mark of its own in the place of "[*]" unless it is doubled.
        words = [isolated(each).replace("[*]", "[*][*]") for each in shown]
        self._window.setWindowTitle(" \N{EN DASH} ".join((*words, PROGRAM)))
