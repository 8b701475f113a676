"""Opens every dialog on the screen that the platform offers, and prints what of each is beyond it."""

import json
import sys
from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from support.fonts import bring_letters

from personaui_desktop.background.database_worker import DatabaseWorker
from personaui_desktop.conversation.limits import limits_of
from personaui_desktop.credentials import Credentials
from personaui_desktop.database import reused_connections
from personaui_desktop.operations.people import PeopleAt
from personaui_desktop.records.people import ChosenPerson, People, Person
from personaui_desktop.records.personas import PersonaListing, Profile, TrashedPersona
from personaui_desktop.settings.table import Settings
from personaui_desktop.settings.window_state import WindowState
from personaui_desktop.widgets.chat.transcript.tools.date_dialog import DateDialog
from personaui_desktop.widgets.commands.help import ShortcutsDialog
from personaui_desktop.widgets.common.dialogs import BugReportDialog
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.inspector.dialog import Inspected, Inspector
from personaui_desktop.widgets.kept_windows import KeptWindows
from personaui_desktop.widgets.main_window import MainWindow
from personaui_desktop.widgets.personas.people_dialog import PeopleDialog
from personaui_desktop.widgets.personas.trash_dialog import TrashDialog
from personaui_desktop.widgets.preferences import Preferences
from personaui_desktop.widgets.settings.dialog import SettingsDialog

TITLE_BAR = 30


def dialogs(window: MainWindow, worker: DatabaseWorker) -> Iterator[QDialog]:
    """Each of them once, settings at their longest."""
    served = Settings(base_url="http://localhost:1234")
    yield SettingsDialog(served, Credentials({}), worker.run, {}, window)
    found = PeopleAt(People((Person("1", "Sam"),), "1"), ChosenPerson(None, None))
    yield PeopleDialog(found, PersonaListing("default", Profile("Mia")), 1, worker.run, window)
    yield TrashDialog([TrashedPersona("x", "Mia", "2026-11-24 10:00:00")], worker.run, window)
    yield Inspector(Inspected("default", None, "Mia", limits_of(Settings())), worker.run, window)
    yield ShortcutsDialog(window.commands, window)
    yield BugReportDialog("line\n" * 200, window)
    day = date(2026, 11, 24)
    yield DateDialog(day, date(2026, 1, 1), day, window)


def beyond(dialog: QDialog) -> dict[str, object]:
    """How high it is with its title bar, and the buttons that cannot be seen whole."""
    buttons = [button for button in dialog.findChildren(QPushButton) if button.text() in LAST]
    hidden = [
        button.text()
        for button in buttons
        if not dialog.rect().contains(QRect(button.mapTo(dialog, QPoint(0, 0)), button.size()))
    ]
    return {
        "dialog": type(dialog).__name__,
        "height": dialog.height() + TITLE_BAR,
        "width": dialog.width(),
        "room": dialog.screen().availableSize().toTuple(),
        "buttons": [button.text() for button in buttons],
        "hidden": hidden,
    }


LAST = ("&Save", "Save", "Close", "Go")


def main() -> None:
    """Open them one after the other."""
    application = QApplication([])
    bring_letters(application)
    theme()
    worker = DatabaseWorker(reused_connections)
    window = MainWindow(
        Preferences(Settings(), None, worker.run),
        KeptWindows([WindowState()], None, worker.run).all[0],
    )
    window.show()
    found = []
    try:
        for dialog in dialogs(window, worker):
            dialog.show()
            application.processEvents()
            found.append(beyond(dialog))
            dialog.close()
    finally:
        worker.close()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
