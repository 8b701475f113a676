"""What can be done with the program itself: its settings, its files, its looks, its help."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from personaui_desktop import paths
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.preferences import Preferences

if TYPE_CHECKING:
    from personaui_desktop.widgets.common.notices import Notices
    from personaui_desktop.widgets.desk import Desk
from personaui_desktop.widgets.common.desktop import open_path

_APPEARANCES = (
    ("system", Phrase("Commands", "Same theme as the s&ystem"), "Ctrl+Alt+1"),
    ("light", Phrase("Commands", "&Light theme"), "Ctrl+Alt+2"),
    ("dark", Phrase("Commands", "&Dark theme"), "Ctrl+Alt+3"),
)


def of_every_window(
    window: QWidget, commands: Commands, preferences: Preferences, quit_all: Callable[[], object]
) -> tuple[Command, ...]:
    """The commands that work before the window has its panes.

    Args:
        window: over which dialogs open.
        commands: all of the window's.
        preferences: which appearance is in force.
        quit_all: closes every window.
    """

    def is_in_force(appearance: str) -> bool:
        return preferences.settings.appearance == appearance

    return (
        Command(
            "program.close_window", translate("Commands", "&Close window"), window.close, keys=("Ctrl+W",)
        ),
        Command("program.quit", Phrase("Commands", "&Quit"), quit_all, keys=("Ctrl+Q",)),
        Command(
            "program.shortcuts",
            Phrase("Commands", "&Keyboard shortcuts"),
            partial(_show_shortcuts, window, commands),
            keys=("F1",),
            slash="help",
        ),
        Command(
            "program.about",
            Phrase("Commands", "&About PersonaUI Desktop"),
            partial(_show_about, window),
            keys=("Shift+F1",),
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


def of_filled_window(
    window: QWidget,
    commands: Commands,
    desk: "Desk",
    notices: "Notices",
) -> tuple[Command, ...]:
    """The commands that need what the panes are built on.

    Args:
        window: over which dialogs open.
        commands: all of the window's.
        desk: what there is once.
        notices: where failures are told.
    """
    return (
        Command(
            "program.settings",
            Phrase("Commands", "&Settings…"),
            partial(show_settings, window, desk, commands),
            keys=("Ctrl+,",),
            slash="settings",
        ),
        Command(
            "program.model",
            Phrase("Commands", "Choose &model…"),
            partial(show_settings, window, desk, commands, "model"),
            keys=("Shift+F9",),
            slash="model",
            slash_takes=Phrase("Slash", "NAME"),
            slash_run=partial(_choose_model, desk),
        ),
        Command(
            "program.data_folder",
            Phrase("Commands", "Open &data folder"),
            partial(_open_data_folder, notices),
            keys=("Ctrl+Shift+O",),
        ),
        Command(
            "program.prices",
            Phrase("Commands", "Pric&es…"),
            partial(_edit_prices, window, desk, notices),
            keys=("Ctrl+Shift+P",),
        ),
    )


def show_settings(window: QWidget, desk: "Desk", commands: Commands, setting: str = "") -> None:
    """Open the settings over a window, at the setting of a name or at their beginning."""
    # Opened seldom and made of many controls, so it is no part of the start.
    from personaui_desktop.widgets.settings.dialog import SettingsDialog

    words = {each.name: each.title for each in commands}
    dialog = SettingsDialog(desk.preferences.settings, desk.credentials, desk.run, words, window)
    dialog.accepted_settings.connect(desk.preferences.change)
    dialog.finished.connect(desk.connection_changed)
    dialog.open()
    if setting:
        dialog.go_to(setting)


def _choose_model(desk: "Desk", model: str) -> None:
    desk.preferences.set(model=model)
    desk.connection_changed.emit()


def _open_data_folder(notices: "Notices") -> None:
    folder = paths.data_dir()
    if not open_path(folder):
        notices.show(
            translate("Commands", "The data folder could not be opened."),
            translate("Commands", "Your data is in {folder}.").format(folder=folder),
        )


def _edit_prices(window: QWidget, desk: "Desk", notices: "Notices") -> None:
    # Opened seldom, so it is no part of the start.
    from personaui_desktop.operations.inspection import own_prices

    def show(path: Path) -> None:
        if not open_path(path):
            notices.show(
                translate("Commands", "The file could not be opened."),
                translate("Commands", "The prices are in {path}.").format(path=path),
            )

    desk.run(own_prices(), window, show, notices.tell)


def _show_shortcuts(window: QWidget, commands: Commands) -> None:
    from personaui_desktop.widgets.commands.help import ShortcutsDialog

    ShortcutsDialog(commands, window).open()


def _show_about(window: QWidget) -> None:
    from personaui_desktop.widgets.commands.help import show_about

    show_about(window)
