"""Deleted personas: their files lie in a folder of their own for some days, and can come back."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from personaui_desktop.database.failures import as_known_failures
from personaui_desktop.database.locations import get_db_path
from personaui_desktop.database.looking import looked_at
from personaui_desktop.database.new_file import companions_of, give_name
from personaui_desktop.database.pool import reserved
from personaui_desktop.database.reading import text
from personaui_desktop.errors import KnownError
from personaui_desktop.paths import data_dir
from personaui_desktop.private_files import make_private_folder
from personaui_desktop.records.personas import DEFAULT_PERSONA, TrashedPersona

TRASH_DAYS = 30
_FOLDER = "trash"
_NAME = re.compile(r"(?P<time>\d{8}T\d{6})_persona_(?P<id>[A-Za-z0-9_-]{1,64})\.db")


def put_in_trash(persona_id: str) -> bool:
    """Move a persona's file into the trash; ``False`` where there is none, and for the default persona.

    Calls under way in other threads end first.

    Raises:
        FileNotWritable: the file cannot be moved.
    """
    path = get_db_path(persona_id)
    if persona_id == DEFAULT_PERSONA:
        return False
    with reserved(path), as_known_failures(persona_id, path):
        if not path.exists() and not path.is_symlink():
            return False
        make_private_folder(_folder())
        _move(path, _folder() / f"{datetime.now(UTC):%Y%m%dT%H%M%S}_{path.name}")
    return True


def trashed() -> list[TrashedPersona]:
    """The personas in the trash, those deleted last first."""
    found = []
    for path, match in _files():
        deleted_at = datetime.strptime(match["time"], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        name = _name_in(path) or match["id"]
        found.append(TrashedPersona(path.name, name, f"{deleted_at:%Y-%m-%d %H:%M:%S}"))
    return sorted(found, key=_newest, reverse=True)


def take_from_trash(file_name: str, free_id: str) -> str | None:
    """Bring a persona back; answer its id, another than before where that is taken; ``None`` if it is gone.

    Raises:
        FileNotWritable: the file cannot be moved.
    """
    path, match = _folder() / file_name, _NAME.fullmatch(file_name)
    if match is None or not path.exists():
        return None
    persona_id = match["id"] if not get_db_path(match["id"]).exists() else free_id
    target = get_db_path(persona_id)
    with reserved(target), as_known_failures(persona_id, target):
        # What lies beside it goes into the file itself.
        with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        give_name(path, target)
        path.unlink(missing_ok=True)
    return persona_id


def delete_from_trash(file_name: str) -> None:
    """Delete a persona for good.

    Raises:
        OSError: its file cannot be removed.
    """
    if _NAME.fullmatch(file_name):
        path = _folder() / file_name
        for file in (*companions_of(path), path):
            file.unlink(missing_ok=True)


def expired_in_trash() -> list[str]:
    """What has lain in the trash for longer than it is kept."""
    oldest = f"{datetime.now(UTC) - timedelta(days=TRASH_DAYS):%Y-%m-%d %H:%M:%S}"
    return [each.file_name for each in trashed() if each.deleted_at < oldest]


def _files() -> Iterator[tuple[Path, re.Match[str]]]:
    with suppress(OSError):
        for path in sorted(_folder().iterdir()):
            match = _NAME.fullmatch(path.name)
            if match is not None:
                yield path, match


def _name_in(path: Path) -> str:
    """Who a file in the trash is; empty where it cannot be read."""
    with suppress(KnownError, sqlite3.Error, OSError), looked_at(path, "trash") as connection:
        row = connection.execute("SELECT name FROM persona_profile").fetchone()
        return text(row[0]) if row else ""
    return ""


def _move(path: Path, target: Path) -> None:
    """Move a file with what lies beside it, never over another."""
    while target.exists():
        target = target.with_name(f"{_later(target.name)}")
    beside = [
        (each, target.with_name(target.name + each.name.removeprefix(path.name)))
        for each in companions_of(path)
    ]
    path.rename(target)
    for each, other in beside:
        each.rename(other)


def _later(name: str) -> str:
    """The name for a second later."""
    time = datetime.strptime(name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) + timedelta(seconds=1)
    return f"{time:%Y%m%dT%H%M%S}{name[15:]}"


def _folder() -> Path:
    return data_dir() / _FOLDER


def _newest(persona: TrashedPersona) -> str:
    return persona.deleted_at
