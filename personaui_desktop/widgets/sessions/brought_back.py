"""Goes to the conversation that undo brings back from the trash or the archive."""

from personaui_desktop.item_models.sessions import SessionListModel
from personaui_desktop.records.sessions import SessionGroup
from personaui_desktop.records.undo import StepKind, StepTaken
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.sessions.header import SessionsHeader
from personaui_desktop.widgets.sessions.list_view import SessionList

IN_SIGHT = {SessionGroup.PINNED, SessionGroup.OPEN}
_PUTTING_AWAY = {StepKind.SESSION_TRASHED, StepKind.SESSION_ARCHIVED, StepKind.SESSION_RESTORED}


class BroughtBack:
    """Waits for the row of a conversation that comes back, the first of several, and shows it.

    Args:
        model: of the sessions.
        place: where the session is shown.
        view: in which its row is brought in view.
        header: whose filter gives way to it.
    """

    def __init__(
        self, model: SessionListModel, place: Place, view: SessionList, header: SessionsHeader
    ) -> None:
        self._model, self._place, self._view, self._header = model, place, view, header
        self._awaited: int | None = None

    def forget(self) -> None:
        """Another persona is shown."""
        self._awaited = None

    def follow(self, taken: StepTaken) -> None:
        """A step was taken back or done again, whose rows are not read yet."""
        first = next((row.row_id for row in taken.rows), None)
        before = self._model.session(first)
        is_away = before is None or before.group not in IN_SIGHT
        self._awaited = first if is_away and taken.step.kind in _PUTTING_AWAY else None

    def reveal(self) -> None:
        """The rows have changed: show the conversation if it has come, past the filter if need be."""
        found = self._model.session(self._awaited)
        if found is not None and found.group in IN_SIGHT:
            self._awaited = None
            if not self._view.index_of(found.id).isValid():
                self._header.filter.clear()
            self._place.show_session(found.id)
            self._view.show_session(found.id)
