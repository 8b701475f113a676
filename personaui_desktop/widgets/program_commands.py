"""What can be done with the program itself: its settings, its files, its looks, its help."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from personaui_desktop import paths
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.preferences import Preferences

if TYPE_CHECKING:
    from personaui_desktop.widgets.main_window import MainWindow

_APPEARANCES = (
    ("system", "Same theme as the s&ystem", "Ctrl+Alt+1"),
    ("light", "&Light theme", "Ctrl+Alt+2"),
    ("dark", "&Dark theme", "Ctrl+Alt+3"),
)


def of_every_window(window: "MainWindow", preferences: Preferences) -> tuple[Command, ...]:
    """The commands that work before the window has its panes."""

    def is_in_force(appearance: str) -> bool:
        return preferences.settings.appearance == appearance

    return (
        Command("program.quit", "&Quit", window.close, keys=("Ctrl+Q",)),
        Command(
            "program.shortcuts",
            "&Keyboard shortcuts",
            partial(_show_shortcuts, window),
            keys=("F1",),
            slash="help",
        ),
        Command(
            "program.about", "&About PersonaUI Desktop", partial(_show_about, window), keys=("Shift+F1",)
        ),
        *(
            Command(
                f"appearance.{name}",
                words,
                partial(preferences.set, appearance=name),
                keys=(keys,),
                tick=partial(is_in_force, name),
            )
            for name, words, keys in _APPEARANCES
        ),
    )


def of_filled_window(window: "MainWindow", preferences: Preferences) -> tuple[Command, ...]:
    """The commands that need what the panes are built on."""
    return (
        Command(
            "program.settings", "&Settings…", partial(_show_settings, window, preferences), keys=("Ctrl+,",)
        ),
        Command(
            "program.data_folder",
            "Open &data folder",
            partial(_open_data_folder, window),
            keys=("Ctrl+Shift+O",),
        ),
        Command("program.prices", "Pric&es…", partial(_edit_prices, window), keys=("Ctrl+Shift+P",)),
    )


def _show_settings(window: "MainWindow", preferences: Preferences) -> None:
    # Opened seldom and made of many controls, so it is no part of the start.
    from personaui_desktop.widgets.settings.dialog import SettingsDialog

    services = window.services
    dialog = SettingsDialog(preferences.settings, services.credentials, services.run, window)
    dialog.accepted_settings.connect(preferences.change)
    dialog.finished.connect(window.connection_changed)
    dialog.open()


def _open_data_folder(window: "MainWindow") -> None:
    folder = paths.data_dir()
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        window.notices.show("The data folder could not be opened.", f"Your data is in {folder}.")


def _edit_prices(window: "MainWindow") -> None:
    # Opened seldom, so it is no part of the start.
    from personaui_desktop.operations.inspection import own_prices

    notices = window.notices

    def show(path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            notices.show("The file could not be opened.", f"The prices are in {path}.")

    window.services.run(own_prices(), window, show, window.show_problem)


def _show_shortcuts(window: "MainWindow") -> None:
    from personaui_desktop.widgets.commands.help import ShortcutsDialog

    ShortcutsDialog(window.commands, window).open()


def _show_about(window: "MainWindow") -> None:
    from personaui_desktop.widgets.commands.help import show_about

    show_about(window)
