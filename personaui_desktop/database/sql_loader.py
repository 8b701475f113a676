"""The named queries of the ``sql`` folder: ``sql('chat.get_chat_history')``.

Which columns a noun's records are made from is told once, in ``sql/columns``; queries say ``{message}``.
"""

import re
import threading
from collections.abc import Iterator

from personaui_desktop.errors import UnknownQuery
from personaui_desktop.paths import sql_dir
from personaui_desktop.phrases import Phrase

_NOUN = re.compile(r"\{(\w+)\}")

_lock = threading.Lock()
_loaded: dict[str, str] = {}


def sql(name: str) -> str:
    """The text of a query, by file and name: ``chat.insert_message``. The files are read once.

    Raises:
        UnknownQuery: no file has a query of that name.
    """
    known = _loaded or all_queries()
    found = known.get(name) if isinstance(name, str) else None
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
    with _lock:
        if not _loaded:
            _loaded.update(_read())
    return _loaded


def _read() -> dict[str, str]:
    columns = {file.stem: file.read_text("utf-8").strip() for file in (sql_dir() / "columns").glob("*.sql")}
    return {
        f"{file.stem}.{name}": _NOUN.sub(lambda noun: columns[noun[1]], text)
        for file in sorted(sql_dir().glob("*.sql"))
        for name, text in _queries_in(file.read_text("utf-8"))
    }


def _queries_in(content: str) -> Iterator[tuple[str, str]]:
    """The queries of a file as aiosql reads them, importing which would take a tenth of the start."""
    for part in content.split("-- name: ")[1:]:
        name, *lines = part.splitlines()
        yield name, "\n".join(line for line in lines if not line.startswith("--")).strip()
