"""Verbs on small files: settings, the log, and texts that a person hands over."""

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

from personaui_desktop.background.operation import Errand, Lane, Operation
from personaui_desktop.bug_report import append_to_log
from personaui_desktop.errors import InvalidInput, LogFileError
from personaui_desktop.os_errors import why
from personaui_desktop.phrases import Phrase
from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings
from personaui_desktop.settings.window_state import WindowState, save_window_states

LARGEST_TEXT = 200_000
"""Bytes of a text file."""
_ONLY_TEXT = Phrase("Files", "Only text can be sent.")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def store_settings(settings: Settings, folder: Path, changed: Collection[str]) -> Operation[None]:
    """Write the settings of these names over what the file holds."""
    return Errand(partial(save_settings, settings, folder, changed))


def store_window_states(states: Sequence[WindowState], folder: Path) -> Operation[None]:
    """Write how the windows are left."""
    return Errand(partial(save_window_states, states, folder))


def log_bug(report: str, folder: Path) -> Operation[None]:
    """Add a bug report to the log.

    A log that cannot be written is a known failure, lest it be reported as a bug in its turn.
    """

    def work() -> None:
        try:
            append_to_log(report, folder)
        except OSError as error:
            raise LogFileError(
                Phrase("Files", "The log could not be written: {why}.").filled(why=why(error))
            ) from error

    return Errand(work)


def read_text(path: Path) -> Operation[str]:
    """Read a text file of at most `LARGEST_TEXT` bytes.

    Fails with `InvalidInput` where it is larger, is no text, or cannot be read.
    """
    return Errand(partial(_text_of, path), lane=Lane.OUTSIDE)


def _text_of(path: Path) -> str:
    name = path.name
    found = _bytes_of(path)
    if len(found) > LARGEST_TEXT:
        raise InvalidInput(
            Phrase("Files", "“{name}” is larger than 200 KB.").filled(name=name),
            Phrase("Files", "Copy the part that matters and paste it."),
        )
    try:
        text = found.decode("utf-16" if found[:2] in _UTF_16 else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise InvalidInput(Phrase("Files", "“{name}” is not a text file.").filled(name=name), _ONLY_TEXT)
    return text


def _bytes_of(path: Path) -> bytes:
    # A pipe or a device would be read for ever.
    if not path.is_file():
        raise InvalidInput(Phrase("Files", "“{name}” is not a text file.").filled(name=path.name), _ONLY_TEXT)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_TEXT + 1)
    except OSError as error:
        raise InvalidInput(
            Phrase("Files", "“{name}” cannot be read: {why}.").filled(name=path.name, why=why(error))
        ) from error
