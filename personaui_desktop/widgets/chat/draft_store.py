"""What was written but not sent, of every session: there is one for the composers of all windows."""

from functools import partial

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Run
from personaui_desktop.widgets.chat.composer import Composer
from personaui_desktop.widgets.common.place import Where


class DraftStore(QObject):
    """Holds the texts that wait, and has composers of the same session show the same text.

    Args:
        run: the database worker's ``run``.
        parent: its owner.

    Attributes:
        texts: what waits, of sessions that no composer writes to.
        in_file: what the file holds when all is carried out; ``None`` where that is not sure.
        known: the personas whose files have been read.
    """

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.run = run
        self.texts: dict[Where, str] = {}
        self.in_file: dict[Where, str | None] = {}
        self.known: set[str] = set()
        self._composers: dict[int, tuple[Composer, Where]] = {}

    def add(self, composer: Composer, where: Where) -> None:
        """A composer is there, which writes to a session, until it is destroyed."""
        self.move(composer, where)
        composer.text_changed.connect(partial(self._share, composer))
        composer.destroyed.connect(partial(self._forget, id(composer)))

    def move(self, composer: Composer, where: Where) -> None:
        """A composer writes to another session from now on."""
        self._composers[id(composer)] = composer, where

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

    def _share(self, composer: Composer) -> None:
        """Show what is written in one composer in the others of its session."""
        where = self._composers[id(composer)][1]
        for other, place in list(self._composers.values()):
            if place == where and other is not composer and other.text != composer.text:
                other.set_text(composer.text)

    def _forget(self, key: int, _composer: QObject | None = None) -> None:
        self._composers.pop(key, None)
