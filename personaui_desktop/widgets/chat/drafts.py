"""What was written but not sent, by session: held for the composer and kept in the persona's file."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from personaui_desktop.errors import KnownError
from personaui_desktop.operations import drafts
from personaui_desktop.text import clean_text
from personaui_desktop.widgets.chat.composer import Composer
from personaui_desktop.widgets.chat.draft_store import DraftStore
from personaui_desktop.widgets.common.place import Where

KEEP_MS = 1000
"""How long after a key what was typed is in the file at the latest."""


class Drafts(QObject):
    """Gives the composer the text of the session that is shown, and keeps those of the others.

    Args:
        composer: the window's composer.
        where: which session it writes to.
        kept: holds the drafts of all sessions.
        parent: its owner.
    """

    def __init__(self, composer: Composer, where: Where, kept: DraftStore, parent: QObject) -> None:
        super().__init__(parent)
        self._composer, self._where, self._kept = composer, where, kept
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_MS)
        self._soon.timeout.connect(self.keep)
        kept.add(composer, where)
        composer.text_changed.connect(self._keep_soon)
        self._open(where[0])

    def go_to(self, where: Where, *, takes_along: bool = False) -> None:
        """Write to another session from now on; what is written waits where it was, or comes along."""
        if where == self._where:
            return
        left, text = self._where, self._composer.text
        # What is typed before any persona is there is meant for the first one that comes.
        comes_along = takes_along or not left[0]
        waiting = self._kept.take(where)
        self._kept.move(self._composer, where)
        is_left_alone = self._kept.composer_at(left) is None
        if is_left_alone and not comes_along:
            self._kept.put_and_store(left, text)
        self._where = where
        self._composer.set_text("\n".join(filter(None, (waiting, text if comes_along else ""))))
        self._open(where[0])
        if comes_along:
            # Stored where it is now before it is taken away where it was.
            self._kept.store(where, self._composer.text)
            if is_left_alone:
                self._kept.store(left, "")

    def keep(self) -> None:
        """Have what is written in the file."""
        self._keep(self._tell)

    def keep_to_send(self) -> None:
        """Have what is about to be sent in the file. Where that fails so does sending, and says so."""
        self._keep(_be_silent)

    def leave(self) -> None:
        """The window is closed, and others go on: what is written is in the file, and waits for them."""
        self._kept.store(self._where, self._composer.text)
        self._kept.remove(self._composer)

    def close(self) -> None:
        """Have what is written in the file, though nothing will come home any more."""
        self._kept.store(self._where, self._composer.text)
        for (persona_id, session_id), text in {**self._kept.texts, self._where: self._composer.text}.items():
            if persona_id and persona_id not in self._kept.known and text:
                self._kept.run(drafts.add(persona_id, session_id, clean_text(text)), self)

    def _keep_soon(self) -> None:
        # Not begun anew with every key: whoever types without a pause is kept up with too.
        if not self._soon.isActive():
            self._soon.start()

    def _keep(self, otherwise: Callable[[KnownError], None]) -> None:
        persona_id = self._where[0]
        if persona_id and persona_id not in self._kept.known:
            # Stored when it has been read: until then it is not known what it would be written over.
            self._read(persona_id, otherwise if self._composer.text else _be_silent)
        self._kept.store(self._where, self._composer.text, otherwise)

    def _open(self, persona_id: str) -> None:
        if persona_id and persona_id not in self._kept.known:
            # A file that cannot be read has no conversation to show either, which is said there.
            self._read(persona_id, _be_silent)

    def _read(self, persona_id: str, otherwise: Callable[[KnownError], None]) -> None:
        # The lane works in order and the persona's sessions were asked for first, so its session is chosen
        # by the time this comes home, and what waits for a new one is not taken along into it.
        self._kept.run(drafts.all_of(persona_id), self, partial(self._take, persona_id), otherwise)

    def _take(self, persona_id: str, found: dict[int | None, str]) -> None:
        """Have what the file holds behind what was typed meanwhile, which may be on its way already."""
        if persona_id in self._kept.known:
            # Another window's composer was first.
            self.keep()
            return
        self._kept.known.add(persona_id)
        for session_id, text in found.items():
            where = (persona_id, session_id)
            self._kept.in_file[where] = text
            composer = self._kept.composer_at(where)
            if composer is not None:
                composer.add_text(text)
            else:
                self._kept.put(where, "\n".join(filter(None, (self._kept.texts.get(where), text))))
        for where, text in self._kept.texts.items():
            if where[0] == persona_id:
                self._kept.store(where, text)
        self.keep()

    def _tell(self, error: KnownError) -> None:
        self._kept.tell(self._where, error)


def _be_silent(_error: KnownError) -> None:
    """It is said elsewhere."""
