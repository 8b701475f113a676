"""The program with a message being written in it, until it is killed.

Prints ``kept`` when what was written is in the file, then stays.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.on_file import read

from personaui_desktop import paths
from personaui_desktop.app import Program
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.command_line import parse
from personaui_desktop.database.drafts import get_drafts

TEXT = "Half a thought"
PATIENCE_MS = 30_000
"""After which the program ends by itself, so that nobody waits for a line that does not come."""


def main() -> None:
    """Write in the data folder that is given."""
    folder = Path(sys.argv[1])
    paths.choose_data_dir(folder)
    application = QApplication([])
    instance = SingleInstance(folder)
    if not instance.take():
        sys.exit("the data folder is taken")
    program = Program(parse(["--demo"]), folder, instance)
    looking = QTimer(program)
    looking.timeout.connect(tell_when_kept)
    program.filled.connect(lambda: QTest.keyClicks(program.window.chat.composer.edit, TEXT))
    program.filled.connect(lambda: looking.start(50))
    program.window.show()
    QTimer.singleShot(PATIENCE_MS, application.quit)
    application.exec()


def tell_when_kept() -> None:
    """One line, once the file holds the text."""
    if TEXT in read(get_drafts).values():
        os.write(1, b"kept\n")


if __name__ == "__main__":
    main()
