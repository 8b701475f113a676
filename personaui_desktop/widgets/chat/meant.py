"""Which messages the menu bar and its keys mean."""

from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.records.messages import Message
from personaui_desktop.widgets.chat.transcript.view import TranscriptView


class Meant:
    """Looks into a transcript: the current message is meant, or where none is, the newest that is shown.

    Args:
        transcript: where messages are current and selected.
        model: the messages.
    """

    def __init__(self, transcript: TranscriptView, model: MessageListModel) -> None:
        self._transcript, self._model = transcript, model

    @property
    def message(self) -> Message | None:
        """The message that is meant."""
        current = self._transcript.scene.current_id
        row = None if current is None else self._model.row_of(current)
        count = self._model.rowCount()
        if row is None and not count:
            return None
        return self._model.message(count - 1 if row is None else row)

    @property
    def with_versions(self) -> Message | None:
        """The message whose versions are meant: the current one if it has any, else the last that has."""
        meant = self.message
        if meant is not None and meant.versions > 1:
            return meant
        loaded = map(self._model.message, range(self._model.rowCount() - 1, -1, -1))
        return next((message for message in loaded if message.versions > 1), None)

    def selected_with(self, message: Message) -> tuple[int, int] | None:
        """The ids of the first and the last of several selected messages, if a message is one of them."""
        ends = self.selected
        return ends if ends is not None and ends[0] <= message.id <= ends[1] else None

    @property
    def selected(self) -> tuple[int, int] | None:
        """The ids of the first and the last of several selected messages."""
        ids = self._transcript.scene.selected_ids
        return ids if ids is not None and ids[0] < ids[1] else None
