"""Keeps the personas' model as the files are, and decodes avatars: once for the rails of all windows."""

from functools import partial

from PySide6.QtCore import QModelIndex, QObject, Signal, SignalInstance
from PySide6.QtGui import QImage

from personaui_desktop.background.operation import Run
from personaui_desktop.item_models.personas import PersonaListModel, PersonaRole
from personaui_desktop.operations import personas
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.personas import PersonaListing


class PersonaKeeper(QObject):
    """Follows what is announced about personas.

    Args:
        model: filled at start by whoever opens the personas, then kept up to date here.
        run: runs operations.
        changed: the database worker's signal of finished writes.
        parent: its owner.

    Signals:
        failed: why a persona could not be read, a `KnownError`.
    """

    failed = Signal(object)

    def __init__(
        self, model: PersonaListModel, run: Run, changed: SignalInstance, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._run = model, run
        self._decoding: set[tuple[str, bytes]] = set()
        changed.connect(self._on_change)
        model.rowsInserted.connect(self._on_inserted)
        model.dataChanged.connect(self._on_rows_changed)

    def read(self, persona_id: str) -> None:
        """List a persona as its file is now."""
        self._run(personas.one(persona_id), self, partial(self._take_in, persona_id), self.failed.emit)

    def _on_change(self, change: Change) -> None:
        if change.topic is Topic.PERSONAS:
            self.read(change.persona_id)

    def _take_in(self, persona_id: str, listing: PersonaListing | None) -> None:
        if listing is None:
            self._model.take_out(persona_id)
        else:
            self._model.merge(listing)

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._decode(first, last)

    def _on_rows_changed(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        if PersonaRole.IMAGE not in roles:
            self._decode(first.row(), last.row())

    def _decode(self, first: int, last: int) -> None:
        for listing in self._model.rows[first : last + 1]:
            persona_id, avatar = listing.persona_id, listing.profile.avatar
            if (
                avatar
                and (persona_id, avatar) not in self._decoding
                and self._model.image(persona_id) is None
            ):
                self._decode_one(persona_id, avatar)

    def _decode_one(self, persona_id: str, avatar: bytes) -> None:
        # Personas without a picture need none of it.
        from personaui_desktop.operations.avatar_pictures import decode_avatar

        self._decoding.add((persona_id, avatar))
        show = partial(self._show_avatar, persona_id, avatar)
        self._run(decode_avatar(avatar), self, show, self.failed.emit)

    def _show_avatar(self, persona_id: str, avatar: bytes, image: QImage) -> None:
        self._decoding.discard((persona_id, avatar))
        self._model.set_image(persona_id, avatar, image)
