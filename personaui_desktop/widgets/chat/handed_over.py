"""What is dropped or pasted that is no text: files, which may be characters or texts, and pictures."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.message_edit import MessageEdit
from personaui_desktop.widgets.common.in_turn import InTurn
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Where

MOST_FILES = 10
CARD_ENDINGS = {".png", ".apng", ".webp", ".jpg", ".jpeg", ".json", ".charx"}


def _untold(_done: int, _all: int) -> None:
    """So few files need no progress."""


class HandedOver(QObject):
    """Answers for a message that is being written.

    Args:
        edit: where it is written.
        where: answers the persona and session that are shown.
        run: runs operations.
        notices: where it is told what cannot be sent.
    """

    def __init__(self, edit: MessageEdit, where: Callable[[], Where], run: Run, notices: Notices) -> None:
        super().__init__(edit)
        self._edit, self._where, self._run, self._notices = edit, where, run, notices
        edit.files_given.connect(self._read)
        edit.picture_given.connect(self._refuse_picture)

    def _read(self, files: list[Path]) -> None:
        may_be_cards = [path for path in files if path.suffix.lower() in CARD_ENDINGS]
        if len(files) > MOST_FILES and len(may_be_cards) == len(files):
            self._edit.characters_given.emit(files)
            return
        if len(files) > MOST_FILES:
            self._notices.show(
                translated(Phrase("Chat", "{n} file is too many.|{n} files are too many.").of(len(files))),
                translated(
                    Phrase("Chat", "Drop up to {n} text file at once.|Drop up to {n} text files at once.").of(
                        MOST_FILES
                    )
                ),
            )
            return
        for path in files:
            if path not in may_be_cards:
                self._read_text(path)
        if may_be_cards:
            self._look(may_be_cards)

    def _look(self, paths: list[Path]) -> None:
        """Hand over those that hold characters together, and read the others as text."""
        # Characters come seldom, and reading them is no part of the start.
        from personaui_desktop.operations import cards

        found: list[Path] = []
        looking = InTurn(
            self._run,
            lambda at: cards.look(cards.CardOrigin.file(paths[at])),
            lambda at, _sketch: found.append(paths[at]),
            lambda at, _error: self._read_text(paths[at]),
            _untold,
            lambda: self._hand_over(found, looking),
            self,
        )
        looking.go(range(len(paths)))

    def _hand_over(self, found: list[Path], looking: QObject) -> None:
        looking.deleteLater()
        if found:
            self._edit.characters_given.emit(found)

    def _read_text(self, path: Path) -> None:
        from personaui_desktop.operations.files import read_text

        asked_in = self._where()

        def insert(text: str) -> None:
            if self._where() == asked_in:
                self._edit.insert_text(text)
            else:
                sentence = translate("Chat", "“{name}” was meant for another conversation.").format(
                    name=path.name
                )
                self._notices.show(sentence, translate("Chat", "Drop it again where it belongs."))

        self._run(read_text(path), self, insert, self._tell)

    def _tell(self, error: KnownError) -> None:
        self._notices.show(translated(error.sentence), translated(error.remedy))

    def _refuse_picture(self) -> None:
        self._notices.show(translate("Chat", "Only text can be sent, not pictures."))
