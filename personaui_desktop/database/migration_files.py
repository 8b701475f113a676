"""The migrations as they stand in ``sql/migrations``: one file each, applied in the order of their numbers.

A file is called by its number and its id, ``04_add_replies.sql``. Its comment says why it is there and, on a
line that begins with ``-- check:``, holds a query that fails while the migration is still to be done. Then
come the statements. All of them only add, so that older programs go on using the file.
"""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

_CHECK = re.compile(r"^-- check: (.+)$", re.MULTILINE)


class Migration(TypedDict):
    """One change of the schema: ``check`` is a query that fails while ``apply`` is still to be done."""

    id: str
    check: str
    apply: list[str]


def read_migrations(folder: Path) -> list[Migration]:
    """The migrations of a folder, in order.

    Raises:
        ValueError: a file has no check, or does not end with a whole statement.
    """
    return [read_migration(file) for file in sorted(folder.glob("*.sql"))]


def read_migration(file: Path) -> Migration:
    """One migration. Raises as `read_migrations` does."""
    text = file.read_text(encoding="utf-8")
    check = _CHECK.search(text)
    if check is None:
        raise ValueError(f"{file.name} has no line that begins with '-- check:'.")
    return {"id": file.stem.partition("_")[2], "check": check[1], "apply": list(_statements(file.name, text))}


def _statements(name: str, text: str) -> Iterator[str]:
    """The statements of a script without comments; those of a trigger's body end with a semicolon too."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("--") or not (line or lines):
            continue
        lines.append(line)
        statement = "\n".join(lines)
        if sqlite3.complete_statement(statement):
            yield statement.rstrip(";")
            lines.clear()
    if lines:
        raise ValueError(f"{name} ends within a statement.")
