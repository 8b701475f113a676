"""Verbs on the program's own small files: settings and the log."""

from pathlib import Path

from personaui_desktop.background.operation import Operation
from personaui_desktop.bug_report import append_to_log
from personaui_desktop.errors import LogFileError
from personaui_desktop.settings import Settings, save_settings


def store_settings(settings: Settings, folder: Path) -> Operation[None]:
    """Write the settings."""
    return Operation(lambda: save_settings(settings, folder))


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
