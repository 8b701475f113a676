"""The settings in force, with the look they choose; they are written in the background when they change."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Run
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.commands.keys_in_force import keys_in_force
from personaui_desktop.widgets.common.theme import theme


class Preferences(QObject):
    """Holds the settings in force. Without a folder they last until the program is closed.

    Signals:
        changed: the new `settings.Settings`.
    """

    changed = Signal(object)

    def __init__(
        self, settings: Settings, folder: Path | None, run: Run, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._folder = folder
        self._run = run
        theme().appearance = settings.appearance
        keys_in_force().choose(settings.shortcuts)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def change(self, settings: Settings) -> None:
        """Put these settings in force and write them."""
        changed = settings.differing_from(self._settings)
        if not changed:
            return
        self._settings = settings
        theme().appearance = settings.appearance
        keys_in_force().choose(settings.shortcuts)
        self.changed.emit(settings)
        if self._folder is not None:
            # The first change comes after the first paint, and the verbs with it.
            from personaui_desktop.operations.files import store_settings

            self._run(store_settings(settings, self._folder, changed), self)

    def set(self, **changes: Any) -> None:
        """Change some settings by name."""
        self.change(self._settings.but(**changes))
