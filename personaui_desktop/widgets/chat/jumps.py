"""Goes to messages of the shown session, wherever they lie, and selects them."""

from PySide6.QtCore import QObject

from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.widgets.chat.feed import ConversationFeed
from personaui_desktop.widgets.chat.transcript.view import TranscriptView


class Jumps(QObject):
    """Asks for messages, and shows them once they are there.

    Args:
        feed: fetches them.
        transcript: shows them.
        model: the messages that are loaded.
    """

    def __init__(self, feed: ConversationFeed, transcript: TranscriptView, model: MessageListModel) -> None:
        super().__init__(feed)
        self._feed, self._transcript, self._model = feed, transcript, model
        self._to_select: tuple[int, int] | None = None
        self._to_find = ""
        feed.arrived.connect(self._show)

    def select(self, first_id: int, last_id: int) -> None:
        """Go to a range of messages and select it."""
        self._to_select, self._to_find = (first_id, last_id), ""
        self._feed.fetch_around(first_id)

    def find(self, message_id: int, query: str) -> None:
        """Go to a message, and look for a text from there."""
        self._to_select, self._to_find = None, query
        self._feed.fetch_around(message_id)

    def _show(self, message_id: int) -> None:
        wanted, self._to_select = self._to_select, None
        query, self._to_find = self._to_find, ""
        if wanted is not None and wanted[0] == message_id:
            self._transcript.scene.select_messages(*wanted)
            message_id = self._first_from(message_id)
        # It may have been deleted meanwhile.
        if self._model.row_of(message_id) is not None:
            self._transcript.hands.explorer.show_message(message_id)
            if query:
                self._transcript.hands.explorer.find_at(message_id, query)

    def _first_from(self, message_id: int) -> int:
        """The first loaded message that is not before one that may be gone."""
        ids = (self._model.message(row).id for row in range(self._model.rowCount()))
        return next((each for each in ids if each >= message_id), message_id)
