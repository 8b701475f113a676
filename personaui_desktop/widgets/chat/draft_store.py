"""What was written but not sent, of every session: there is one for the composers of all windows."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError, UnknownPersona
from personaui_desktop.operations import drafts
from personaui_desktop.text import clean_text
from personaui_desktop.widgets.chat.composer import Composer, without_sent
from personaui_desktop.widgets.chat.reply_requests import Sent
from personaui_desktop.widgets.common.place import Where


class DraftStore(QObject):
    """Holds the texts that wait, has them in the files, and has composers of one session show one text.

    Args:
        run: the database worker's ``run``.
        parent: its owner.

    Attributes:
        texts: what waits, of sessions that no composer writes to.
        in_file: what the file holds when all is carried out; ``None`` where that is not sure.
        known: the personas whose files have been read.

    Signals:
        not_kept: where a text is written that is not in the file, and why, a `KnownError`; once until one is.
    """

    not_kept = Signal(object, object)

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run = run
        self.texts: dict[Where, str] = {}
        self.in_file: dict[Where, str | None] = {}
        self.known: set[str] = set()
        self._composers: dict[int, tuple[Composer, Where]] = {}
        self._has_told = False

    def add(self, composer: Composer, where: Where) -> None:
        """A composer is there, which writes to a session, until it is destroyed."""
        self.move(composer, where)
        composer.text_changed.connect(partial(self._share, composer))
        composer.destroyed.connect(partial(self._forget, id(composer)))

    def move(self, composer: Composer, where: Where) -> None:
        """A composer writes to another session from now on."""
        self._composers[id(composer)] = composer, where

    def remove(self, composer: Composer) -> None:
        """A composer is closed: what only it was writing waits for the next one."""
        where = self._composers[id(composer)][1]
        self._forget(id(composer))
        if where[0] and self.composer_at(where) is None:
            self.put(where, composer.text)

    def composer_at(self, where: Where) -> Composer | None:
        """A composer that writes to a session, if one does."""
        return next((composer for composer, place in self._composers.values() if place == where), None)

    def take(self, where: Where) -> str:
        """What waits for a session, or is being written to it in another window."""
        composer = self.composer_at(where)
        return self.texts.pop(where, "") if composer is None else composer.text

    def put(self, where: Where, text: str) -> None:
        """Have a text wait for its session."""
        if text:
            self.texts[where] = text
        else:
            self.texts.pop(where, None)

    def put_and_store(self, where: Where, text: str) -> None:
        """Have a text wait for its session, in the file too."""
        self.put(where, text)
        self.store(where, text)

    def store(self, where: Where, text: str, otherwise: Callable[[KnownError], None] | None = None) -> None:
        """Have a text in the file, if that has been read.

        Args:
            where: for which session it is.
            text: all of it.
            otherwise: takes why it could not be stored; if left out, that is told.
        """
        persona_id, session_id = where
        text = clean_text(text)
        if persona_id not in self.known or text == self.in_file.get(where, ""):
            return
        self.in_file[where] = text

        def fail(error: KnownError) -> None:
            self.in_file[where] = None
            # A persona that was deleted took its drafts along.
            if isinstance(error, UnknownPersona):
                return
            if otherwise is None:
                self.tell(where, error)
            else:
                otherwise(error)

        self.run(drafts.put(persona_id, session_id, text), self, self._succeed, fail)

    def forget_sent(self, sent: Sent, session_id: int) -> None:
        """A message is stored, and its draft gone from the file: take its text away wherever it is."""
        where = sent.where
        self.in_file[where] = None
        composer = self.composer_at(where)
        if composer is None:
            left = without_sent(self.texts.get(where, ""), sent.text)
        else:
            composer.forget_sent(sent.text)
            left = composer.text
        if where[1] is None and left and composer is not None:
            # What was written since belongs to the session that has just begun.
            composer.set_text("")
            self.put_and_store((where[0], session_id), left)
            left = ""
        if composer is None:
            self.put(where, left)
        self.store(where, left)

    def take_back(self, where: Where, text: str) -> None:
        """A text that waited to be sent is behind the draft in the file: have it there wherever that is."""
        self.in_file[where] = None
        composer = self.composer_at(where)
        if composer is None:
            self.put_and_store(where, "\n".join(filter(None, (self.texts.get(where), text))))
        else:
            composer.add_text(text)
            self.store(where, composer.text)

    def tell(self, where: Where, error: KnownError) -> None:
        """Tell why a text is not in the file, unless that is known already."""
        if not self._has_told:
            self._has_told = True
            self.not_kept.emit(where, error)

    def _succeed(self, _none: None) -> None:
        self._has_told = False

    def _share(self, composer: Composer) -> None:
        """Show what is written in one composer in the others of its session."""
        if id(composer) not in self._composers:
            return
        where = self._composers[id(composer)][1]
        for other, place in list(self._composers.values()):
            if place == where and other is not composer and other.text != composer.text:
                other.set_text(composer.text)

    def _forget(self, key: int, _composer: QObject | None = None) -> None:
        self._composers.pop(key, None)
