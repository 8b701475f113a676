"""The program talking to itself: types, sends, waits for the reply, tells what it saw, until it is killed.

Prints one line for each thing seen, with the system's monotonic clock:
``said ID TEXT`` once a message is committed, ``shown ID CHARACTERS`` as the reply grows, ``ended ID``.
"""

import os
import sys
import time
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


def tell(*what: object) -> None:
    """Print a line that survives a kill: whole, in one write."""
    os.write(1, (" ".join(str(part) for part in (*what, time.monotonic())) + "\n").encode())


class Talker(QObject):
    """Sends the next message as soon as the last one has been answered."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.program = program
        self.count = 0
        program.replies.text.connect(self.shown)
        program.replies.ended.connect(self.ended)
        program.window.chat.requests.stored.connect(self.said)
        self.talk()

    def talk(self) -> None:
        if not self.program.window.place.persona_id or (self.count == 0 and not self.program.worker.is_idle):
            # What was open last is still on its way.
            QTimer.singleShot(10, self.talk)
            return
        self.count += 1
        edit = self.program.window.chat.composer.edit
        QTest.keyClicks(edit, f"message-{self.count}-of-{os.getpid()}")
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def said(self, _sent: object, session_id: int) -> None:
        newest = [message for message in get_chat_history(3, session_id) if message["is_user"]][-1]
        tell("said", newest["id"], newest["message"])

    def shown(self, persona: str, session: int) -> None:
        reply = self.program.replies.text_so_far(persona, session)
        assert reply is not None
        message_id, text = reply
        tell("shown", message_id, len(text))

    def ended(self, _persona: str, _session: int, message_id: int, _outcome: object) -> None:
        tell("ended", message_id)
        QTimer.singleShot(0, self.talk)


def main() -> None:
    """Talk to the server at the address given first, with the data folder given second."""
    address, folder = sys.argv[1], Path(sys.argv[2])
    paths.choose_data_dir(folder)
    save_settings(Settings(base_url=address, model="claude-test-1"), folder)
    application = QApplication([])
    instance = SingleInstance(folder)
    if not instance.take():
        sys.exit("the data folder is taken")
    program = Program(parse([]), folder, instance)
    program.filled.connect(lambda: Talker(program))
    program.window.show()
    application.exec()


if __name__ == "__main__":
    main()
