"""What is dropped or pasted that is no text: files whose text is read, and pictures, which cannot be sent."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.files import read_text
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.message_edit import MessageEdit
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Where

MOST_FILES = 10


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
            self._read_one(path)

    def _read_one(self, path: Path) -> None:
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
