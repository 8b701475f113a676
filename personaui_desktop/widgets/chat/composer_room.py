"""Lets the composer grow to a share of its pane, and no further than what stands around it leaves."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.chat.message_edit import MessageEdit

TALLEST_SHARE = 0.4
"""The share of the pane's height that what is written takes at most."""


class ComposerRoom(QObject):
    """Follows the pane's height and what else it shows.

    Args:
        edit: the composer's field.
        pane: what holds it, and a header, a conversation and banners.
    """

    def __init__(self, edit: MessageEdit, pane: QWidget) -> None:
        super().__init__(pane)
        self._edit, self._pane = edit, pane
        pane.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Override of QObject.eventFilter."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._give_room()
        return False

    def _give_room(self) -> None:
        taken = self._pane.minimumSizeHint().height() - self._edit.height()
        share = self._pane.height() * TALLEST_SHARE
        self._edit.tallest = round(min(share, self._pane.height() - taken))
