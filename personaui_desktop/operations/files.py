"""Verbs on the program's own small files: settings and the log."""

from pathlib import Path

from personaui_desktop.background.operation import Operation
from personaui_desktop.bug_report import append_to_log
from personaui_desktop.errors import LogFileError
from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings
from personaui_desktop.settings.window_state import WindowState, save_window_state


def store_settings(settings: Settings, folder: Path) -> Operation[None]:
    """Write the settings."""
    return Operation(lambda: save_settings(settings, folder))


def store_window_state(state: WindowState, folder: Path) -> Operation[None]:
    """Write how the window is left."""
    return Operation(lambda: save_window_state(state, folder))


def log_bug(report: str, folder: Path) -> Operation[None]:
    """Add a bug report to the log.

    A log that cannot be written is a known failure, lest it be reported as a bug in its turn.
    """

    def work() -> None:
        try:
            append_to_log(report, folder)
        except OSError as error:
            raise LogFileError(f"The log could not be written: {error.strerror}.") from error

    return Operation(work)
