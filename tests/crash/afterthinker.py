"""The program with a persona that may add something by itself, until it is killed.

Prints ``asked`` when the server is about to be asked for an afterthought, and in a folder where something was
said already ``quiet`` or ``counts``, once that was said anew: whether it would ask again.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from personaui_desktop import paths
from personaui_desktop.app import Program
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.command_line import parse
from personaui_desktop.database import get_chat_history
from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings

PATIENCE_MS = 30_000
"""After which the program ends by itself, so that nobody waits for a line that does not come."""


class Afterthinker(QObject):
    """Says something and ends the pause after the reply at once; where it was said, has it said anew."""

    def __init__(self, program: Program, *, is_said: bool) -> None:
        super().__init__(program)
        self._program, self._is_said = program, is_said
        self._has_begun = self._has_ended = False
        program.replies.ended.connect(self._end)
        looking = QTimer(self)
        looking.timeout.connect(self.go_on)
        looking.start(20)

    def go_on(self) -> None:
        """Do what comes next."""
        program, place = self._program, self._program.window.place
        coming = program.desk.afterthoughts.coming(place.where)
        if not self._has_begun and program.worker.is_idle and place.persona_id:
            self._has_begun = True
            self._begin()
        elif self._is_said and self._has_ended and program.worker.is_idle:
            os.write(1, b"quiet\n" if coming is None else b"counts\n")
        elif not self._is_said and coming is not None:
            program.desk.afterthoughts.ask_now(place.where)
            if coming.writing is not None:
                os.write(1, b"asked\n")

    def _begin(self) -> None:
        if self._is_said:
            self._program.window.commands.start("reply.try_again")
        else:
            edit = self._program.window.chat.composer.edit
            edit.insertPlainText("Hello")
            QTest.keyClick(edit, Qt.Key.Key_Return)

    def _end(self, *_reply: object) -> None:
        # What it leads to is asked of the file by now: that is idle only once it has answered.
        self._has_ended = True


def main() -> None:
    """Talk to the server at the address given first, with the data folder given second."""
    address, folder = sys.argv[1], Path(sys.argv[2])
    paths.choose_data_dir(folder)
    settings = Settings(base_url=address, model="claude-test-1", title_conversations=False)
    save_settings(settings.but(add_by_itself=True, add_after=600, add_in_background=True), folder)
    is_said = bool(get_chat_history(9, 1))
    application = QApplication([])
    instance = SingleInstance(folder)
    if not instance.take():
        sys.exit("the data folder is taken")
    program = Program(parse([]), folder, instance)
    program.filled.connect(lambda: Afterthinker(program, is_said=is_said))
    program.window.show()
    QTimer.singleShot(PATIENCE_MS, application.quit)
    application.exec()


if __name__ == "__main__":
    main()
