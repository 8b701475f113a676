"""The named queries of the ``sql`` folder: ``sql('chat.get_chat_history')``.

Which columns a noun's records are made from is told once, in ``sql/columns``; queries say ``{message}``.
"""

import re
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from personaui_desktop.errors import UnknownQuery
from personaui_desktop.paths import sql_dir
from personaui_desktop.phrases import Phrase

_NOUN = re.compile(r"\{(\w+)\}")

_lock = threading.Lock()
_loaded: dict[str, str] = {}


def sql(name: str) -> str:
    """The text of a query, by file and name: ``chat.insert_message``. A file is read once, when it is needed.

    Raises:
        UnknownQuery: no file has a query of that name.
    """
    found = _loaded.get(name) if isinstance(name, str) else None
    if found is None and isinstance(name, str):
        _load(name.partition(".")[0])
        found = _loaded.get(name)
    if found is None:
        raise UnknownQuery(
            Phrase("Files", "There is no SQL query named {name}.").filled(name=f"{name!r}"),
            Phrase(
                "Files",
                "A name is a file in the sql folder and a query in it, such as chat.get_chat_history.",
            ),
        )
    return found


def all_queries() -> dict[str, str]:
    """Every query by its full name."""
    for name in _files():
        _load(name)
    return _loaded


def _load(name: str) -> None:
    """Read a file's queries; a name that is no file's has none."""
    with _lock:
        file = _files().get(name)
        if file is not None:
            _loaded.update(
                (f"{name}.{query}", _NOUN.sub(lambda noun: _columns(noun[1]), text))
                for query, text in _queries_in(file.read_text("utf-8"))
            )


@cache
def _files() -> dict[str, Path]:
    """The files by their names: what is asked for is looked up here and never becomes a path."""
    return {file.stem: file for file in sorted(sql_dir().glob("*.sql"))}


@cache
def _columns(noun: str) -> str:
    return (sql_dir() / "columns" / f"{noun}.sql").read_text("utf-8").strip()


def _queries_in(content: str) -> Iterator[tuple[str, str]]:
    """The queries of a file as aiosql reads them, importing which would take a tenth of the start."""
    for part in content.split("-- name: ")[1:]:
        name, *lines = part.splitlines()
        yield name, "\n".join(line for line in lines if not line.startswith("--")).strip()
