"""What can be done with a message besides reading it, from its own menu and from the menu bar."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.records import Message

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.pane import ChatPane


class MessageVerbs:
    """Acts for a pane. The menu bar means the current message, or where none is, the newest that is shown.

    Args:
        pane: tells what is asked for.
        model: the messages.
    """

    def __init__(self, pane: "ChatPane", model: MessageListModel) -> None:
        self._pane, self._model = pane, model

    @property
    def meant(self) -> Message | None:
        """The message that the menu bar means."""
        current = self._pane.transcript.keyboard.current_id
        row = None if current is None else self._model.row_of(current)
        count = self._model.rowCount()
        if row is None and not count:
            return None
        return self._model.message(count - 1 if row is None else row)

    @property
    def selected(self) -> tuple[int, int] | None:
        """The first and the last of several selected messages."""
        ids = self._pane.transcript.selected_message_ids()
        return ids if ids is not None and ids[0] < ids[1] else None

    @property
    def can_show_memory(self) -> bool:
        """Whether a memory covers the meant message."""
        return self.meant is not None and bool(self.meant["memorized"])

    @property
    def can_inspect(self) -> bool:
        """Whether the meant message is a reply."""
        return self.meant is not None and not self.meant["is_user"]

    def remember(self) -> None:
        """Begin a memory of the meant message."""
        if self.meant is not None:
            self._remember(self.meant)

    def remember_selected(self) -> None:
        """Have a memory of the selected messages written."""
        if self.selected is not None:
            self._pane.remember_selected_requested.emit(*self.selected)

    def show_memory(self) -> None:
        """Show the memory that covers the meant message."""
        if self.meant is not None and self.can_show_memory:
            self._pane.memory_requested.emit(self.meant["id"])

    def inspect(self) -> None:
        """Show what was sent for the meant reply."""
        if self.meant is not None and self.can_inspect:
            self._pane.inspect(self.meant["id"])

    def extend_menu(self, menu: QMenu, message: Message) -> None:
        """Offer the same in the message's own menu."""
        menu.addAction("Remember…").triggered.connect(lambda: self._remember(message))
        if self.selected is not None:
            several = menu.addAction("Remember selected messages")
            several.triggered.connect(self.remember_selected)
        if message["memorized"]:
            show = menu.addAction("Show its memory")
            show.triggered.connect(lambda: self._pane.memory_requested.emit(message["id"]))
        if not message["is_user"]:
            sent = menu.addAction("What was sent…")
            sent.triggered.connect(lambda: self._pane.inspect(message["id"]))

    def _remember(self, message: Message) -> None:
        self._pane.remember_requested.emit(message["id"], message["id"])
