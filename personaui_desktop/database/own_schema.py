"""The schema as ``sql/schema.sql`` says it: what files are held against, and what statements are made of."""

import sqlite3
from contextlib import closing
from functools import lru_cache
from typing import NamedTuple

from personaui_desktop.database.sql_loader import sql
from personaui_desktop.paths import sql_dir

ColumnShape = tuple[str, str, int, str | None]
"""Table, name, place in the primary key (0: none), type if it is part of that."""


class OwnSchema(NamedTuple):
    """The columns and the triggers of a new file; ``names`` are a table's columns, its key first."""

    columns: frozenset[ColumnShape]
    triggers: frozenset[str]
    names: dict[str, list[str]]


@lru_cache(maxsize=1)
def own_schema() -> OwnSchema:
    """What a new file has.

    Made from the schema in one go, the first file of every start being looked at: by way of the migrations it
    would be a hundred statements.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((sql_dir() / "schema.sql").read_text("utf-8"))
        columns = connection.execute(sql("shape.get_columns")).fetchall()
        things = connection.execute(sql("shape.get_things")).fetchall()
    names: dict[str, list[str]] = {}
    for table, name, _place, _kind in sorted(columns, key=lambda column: not column[2]):
        names.setdefault(table, []).append(name)
    triggers = frozenset(name.lower() for kind, name in things if kind == "trigger")
    return OwnSchema(frozenset(columns), triggers, names)
