"""The program with a message waiting for a reply to end, until it is killed.

Prints ``kept`` when the message is in the file, then stays.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.on_file import read

from personaui_desktop import paths
from personaui_desktop.app import Program
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.command_line import parse
from personaui_desktop.database.queued import queued_in

TEXT = "And one thing more"
PATIENCE_MS = 30_000
"""After which the program ends by itself, so that nobody waits for a line that does not come."""


class Queuer:
    """Says something, and something else as soon as the reply to that is being written."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._has_queued = False

    def begin(self) -> None:
        """Send a first message."""
        self._send("Hello")

    def go_on(self) -> None:
        """Queue the second, and tell once the file holds it."""
        if self._program.window.chat.is_replying and not self._has_queued:
            self._has_queued = True
            self._send(TEXT)
        elif self._has_queued and [each.beginning for each in read(queued_in, 1)] == [TEXT]:
            os.write(1, b"kept\n")

    def _send(self, text: str) -> None:
        edit = self._program.window.chat.composer.edit
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)


def main() -> None:
    """Queue in the data folder that is given."""
    folder = Path(sys.argv[1])
    paths.choose_data_dir(folder)
    application = QApplication([])
    instance = SingleInstance(folder)
    if not instance.take():
        sys.exit("the data folder is taken")
    program = Program(parse(["--demo"]), folder, instance)
    queuer, looking = Queuer(program), QTimer(program)
    looking.timeout.connect(queuer.go_on)
    program.filled.connect(queuer.begin)
    program.filled.connect(lambda: looking.start(20))
    program.window.show()
    QTimer.singleShot(PATIENCE_MS, application.quit)
    application.exec()


if __name__ == "__main__":
    main()
