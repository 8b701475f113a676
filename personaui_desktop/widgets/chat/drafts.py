"""What was written but not sent, by session: held for the composer and kept in the persona's file."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError, UnknownPersona
from personaui_desktop.operations import drafts
from personaui_desktop.text import clean_text
from personaui_desktop.widgets.chat.composer import Composer, without_sent
from personaui_desktop.widgets.chat.reply_flow import Sent, Where

KEEP_MS = 1000
"""How long after a key what was typed is in the file at the latest."""


class Drafts(QObject):
    """Gives the composer the text of the session that is shown, and keeps those of the others.

    Args:
        composer: the one composer.
        where: which session it writes to.
        run: the database worker's ``run``.
        parent: its owner.

    Signals:
        not_kept: why what is written is not in the file, a `KnownError`; once until it is again.
    """

    not_kept = Signal(object)

    def __init__(self, composer: Composer, where: Where, run: Run, parent: QObject) -> None:
        super().__init__(parent)
        self._composer, self._where, self._run = composer, where, run
        self._texts: dict[Where, str] = {}
        self._in_file: dict[Where, str | None] = {}
        """What the file holds when all is carried out; ``None`` where that is not sure."""
        self._known: set[str] = set()
        self._has_told = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_MS)
        self._soon.timeout.connect(self.keep)
        composer.text_changed.connect(self._keep_soon)
        self._open(where[0])

    def go_to(self, where: Where, *, takes_along: bool = False) -> None:
        """Write to another session from now on; what is written waits where it was, or comes along."""
        if where == self._where:
            return
        left, text = self._where, self._composer.text
        # What is typed before any persona is there is meant for the first one that comes.
        comes_along = takes_along or not left[0]
        if not comes_along:
            self._put(left, text)
        self._where = where
        waiting = self._texts.pop(where, "")
        self._composer.set_text("\n".join(filter(None, (waiting, text if comes_along else ""))))
        self._open(where[0])
        if comes_along:
            # Stored where it is now before it is taken away where it was.
            self._store(where, self._composer.text)
            self._store(left, "")

    def forget_sent(self, sent: Sent, session_id: int) -> None:
        """A message is stored, and its draft gone from the file: take its text away, where it was written."""
        self._in_file[sent.where] = None
        if sent.where != self._where:
            self._put(sent.where, without_sent(self._texts.get(sent.where, ""), sent.text))
            return
        self._composer.forget_sent(sent.text)
        begins_session = sent.where[1] is None
        if begins_session:
            # What was written since belongs to the session that has just begun.
            self._put((sent.where[0], session_id), self._composer.text)
            self._composer.set_text("")
        self.keep()

    def keep(self) -> None:
        """Have what is written in the file."""
        self._keep(self._tell)

    def keep_to_send(self) -> None:
        """Have what is about to be sent in the file. Where that fails so does sending, and says so."""
        self._keep(_be_silent)

    def close(self) -> None:
        """Have what is written in the file, though nothing will come home any more."""
        self._store(self._where, self._composer.text)
        for (persona_id, session_id), text in {**self._texts, self._where: self._composer.text}.items():
            if persona_id and persona_id not in self._known and text:
                self._run(drafts.add(persona_id, session_id, clean_text(text)), self)

    def _keep_soon(self) -> None:
        # Not begun anew with every key: whoever types without a pause is kept up with too.
        if not self._soon.isActive():
            self._soon.start()

    def _put(self, where: Where, text: str) -> None:
        if text:
            self._texts[where] = text
        else:
            self._texts.pop(where, None)
        self._store(where, text)

    def _keep(self, otherwise: Callable[[KnownError], None]) -> None:
        persona_id = self._where[0]
        if persona_id and persona_id not in self._known:
            # Stored when it has been read: until then it is not known what it would be written over.
            self._read(persona_id, otherwise if self._composer.text else _be_silent)
        self._store(self._where, self._composer.text, otherwise)

    def _store(self, where: Where, text: str, otherwise: Callable[[KnownError], None] | None = None) -> None:
        persona_id, session_id = where
        text = clean_text(text)
        if persona_id not in self._known or text == self._in_file.get(where, ""):
            return
        self._in_file[where] = text

        def fail(error: KnownError) -> None:
            self._in_file[where] = None
            # A persona that was deleted took its drafts along.
            if not isinstance(error, UnknownPersona):
                (otherwise or self._tell)(error)

        self._run(drafts.put(persona_id, session_id, text), self, self._succeed, fail)

    def _open(self, persona_id: str) -> None:
        if persona_id and persona_id not in self._known:
            # A file that cannot be read has no conversation to show either, which is said there.
            self._read(persona_id, _be_silent)

    def _read(self, persona_id: str, otherwise: Callable[[KnownError], None]) -> None:
        # The lane works in order and the persona's sessions were asked for first, so its session is chosen
        # by the time this comes home, and what waits for a new one is not taken along into it.
        self._run(drafts.all_of(persona_id), self, partial(self._take, persona_id), otherwise)

    def _take(self, persona_id: str, found: dict[int | None, str]) -> None:
        """Have what the file holds behind what was typed meanwhile, which may be on its way already."""
        if persona_id in self._known:
            return
        self._known.add(persona_id)
        for session_id, text in found.items():
            where = (persona_id, session_id)
            self._in_file[where] = text
            if where == self._where:
                self._composer.add_text(text)
            else:
                self._texts[where] = "\n".join(filter(None, (self._texts.get(where), text)))
        for where, text in self._texts.items():
            if where[0] == persona_id:
                self._store(where, text)
        self.keep()

    def _succeed(self, _none: None) -> None:
        self._has_told = False

    def _tell(self, error: KnownError) -> None:
        if not self._has_told:
            self._has_told = True
            self.not_kept.emit(error)


def _be_silent(_error: KnownError) -> None:
    """It is said elsewhere."""
