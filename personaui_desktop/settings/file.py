"""The settings as ``settings.json`` in the data folder."""

from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path

from personaui_desktop.errors import SettingsFileError
from personaui_desktop.os_errors import why
from personaui_desktop.phrases import Phrase
from personaui_desktop.settings.json_file import read_object, write_object
from personaui_desktop.settings.table import TABLE, Settings

FILE_NAME = "settings.json"


def read_settings(folder: Path) -> tuple[Settings, SettingsFileError | None]:
    """Read the settings; what is missing, of the wrong type or out of range has its default.

    A damaged file is set aside as ``settings.json.damaged``.

    Returns:
        The settings, and why the file that is there must not be written over, if it must not: it may be
        sound, but cannot be read or set aside now.
    """
    path = folder / FILE_NAME
    try:
        found = _kept_values(path)
    except OSError as error:
        return Settings(), SettingsFileError(
            Phrase("Files", "The settings could not be read: {why}. The file has not been changed.").filled(
                why=why(error)
            ),
            Phrase("Files", "Changes apply until you quit. Check that {path} can be read.").filled(path=path),
        )
    return _usable(found or {}), None


def save_settings(settings: Settings, folder: Path, changed: Collection[str] = tuple(TABLE)) -> None:
    """Write the settings so that a crash leaves either the old file or the new one.

    What else the file holds stays as it is: somebody may have edited it while the program runs, and another
    version may know more settings. A file that makes no sense is set aside as when it is read.

    Args:
        settings: what is in force.
        folder: where the file is.
        changed: the names to write over what the file holds; all of them where not told.

    Raises:
        SettingsFileError: the folder cannot be written.
    """
    values = asdict(settings)
    try:
        found = _kept_values(folder / FILE_NAME)
        if found is not None:
            values = {name: values[name] for name in changed}
        write_object(folder / FILE_NAME, (found or {}) | values)
    except OSError as error:
        raise SettingsFileError(
            Phrase("Files", "The settings could not be saved: {why}.").filled(why=why(error)),
            Phrase("Files", "Check that the disk has space and that the data folder can be written to."),
        ) from error


def _kept_values(path: Path) -> dict[str, object] | None:
    """What the file holds; ``None`` where there is none, or it made no sense and is set aside now."""
    try:
        found = read_object(path)
    except FileNotFoundError:
        return None
    if found is None:
        path.replace(path.with_name(path.name + ".damaged"))
    return found


def _usable(found: dict[str, object]) -> Settings:
    defaults = asdict(Settings())
    taken = {name: setting.taken(found.get(name), defaults[name]) for name, setting in TABLE.items()}
    return Settings().but(**taken)
