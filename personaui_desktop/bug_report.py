"""What is told about a mistake of the program's own: a report to copy, and a line in the log."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

from personaui_desktop import __version__
from personaui_desktop.private_files import open_plain
from personaui_desktop.redaction import without_keys

LOG_NAME = "personaui.log"
LOG_BYTES = 1_000_000
"""A log that has grown beyond this is begun anew, the old one kept beside it."""


def report_on(error: BaseException) -> str:
    """A report for the program's makers: versions and the traceback, without any key."""
    return _report("".join(traceback.format_exception(error)))


def report_on_crash(left: str) -> str:
    """A report of a crash in an earlier run, from what it left in its file."""
    return _report(f"The program crashed in an earlier run.\n{left}")


def _report(told: str) -> str:
    import platform

    from PySide6 import __version__ as pyside_version

    head = (
        f"PersonaUI Desktop {__version__}, {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n"
        f"Python {platform.python_version()}, PySide6 {pyside_version}, {platform.platform()}\n\n"
    )
    return without_keys(head + told.rstrip("\n")) + "\n"


def place_of(error: BaseException) -> tuple[object, ...]:
    """Which mistake it is: its kind, and the lines that led to it. Made again, it is the same."""
    frames = traceback.walk_tb(error.__traceback__)
    return type(error), *((frame.f_code, line) for frame, line in frames)


def append_to_log(report: str, folder: Path) -> None:
    """Add a report to the log in the data folder.

    Raises:
        OSError: the log cannot be written, or is no file.
    """
    log = folder / LOG_NAME
    if log.is_file() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))
    with open(log, "a", encoding="utf-8", errors="replace", opener=open_plain) as file:
        file.write(without_keys(report) + "\n")
