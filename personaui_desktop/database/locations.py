"""Which file a persona has, and which personas have one."""

import os
from functools import lru_cache
from pathlib import Path

from personaui_desktop.database.checks import check_persona_id
from personaui_desktop.database.failures import not_writable
from personaui_desktop.errors import InvalidInput
from personaui_desktop.os_errors import why
from personaui_desktop.paths import data_dir
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import DEFAULT_PERSONA

_DEFAULT_FILE = "main.db"
_PREFIX, _ENDING = "persona_", ".db"


def get_db_path(persona_id: str) -> Path:
    """The persona's file in the data folder, whether it is there or not.

    Raises:
        InvalidInput: this can be no persona's id.
    """
    return _path(data_dir(), check_persona_id(persona_id))


def get_all_persona_ids() -> list[str]:
    """The personas that have a file: the default one first, then by id. Other files are passed over.

    Raises:
        FileNotWritable: the data folder is there and cannot be read.
    """
    names = _files_in(data_dir())
    found = sorted(
        name.removeprefix(_PREFIX).removesuffix(_ENDING)
        for name in names
        if name.startswith(_PREFIX) and name.endswith(_ENDING)
    )
    default = [DEFAULT_PERSONA] if _DEFAULT_FILE in names else []
    return default + [persona_id for persona_id in found if _is_other_persona(persona_id)]


def _files_in(folder: Path) -> set[str]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries if _is_file(entry)}
    except (FileNotFoundError, NotADirectoryError):
        return set()
    except OSError as error:
        raise not_writable(
            DEFAULT_PERSONA,
            folder,
            Phrase("Files", "{file} cannot be read: {why}.").filled(why=why(error)),
        ) from error


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        # A link that leads to itself, for one.
        return False


# Asked for with every call; a path found again also compares and hashes faster than one made anew.
@lru_cache(maxsize=64)
def _path(folder: Path, persona_id: str) -> Path:
    return folder / (_DEFAULT_FILE if persona_id == DEFAULT_PERSONA else f"{_PREFIX}{persona_id}{_ENDING}")


def _is_other_persona(persona_id: str) -> bool:
    try:
        return check_persona_id(persona_id) != DEFAULT_PERSONA
    except InvalidInput:
        return False
