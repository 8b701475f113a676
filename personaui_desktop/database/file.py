"""A persona's file while it is open: what everything in the database is read from and written to."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from personaui_desktop.database.connection import connect, transaction
from personaui_desktop.database.opening import FileConnection
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.errors import UnknownPersona
from personaui_desktop.phrases import Phrase

NamedRow = dict[str, Any]
"""The values of a row by the names of their columns."""


class PersonaFile(NamedTuple):
    """One persona's file, open on one connection: good for one thread, and for as long as it is open."""

    persona_id: str
    connection: sqlite3.Connection

    def execute(self, query: str, values: tuple[Any, ...] | dict[str, Any] = ()) -> sqlite3.Cursor:
        """Run a named query.

        Args:
            query: its name, such as ``pages.newest_messages``.
            values: what takes the place of its question marks, or of its names.
        """
        return self.connection.execute(sql(query), values)

    def named(self, query: str, values: tuple[Any, ...] | dict[str, Any] = ()) -> Iterator[NamedRow]:
        """Run a named query, and answer its rows by the names of their columns.

        For what is read few rows at a time: taking a row apart in one place for its noun costs less.
        """
        cursor = self.execute(query, values)
        names = column_names(cursor)
        return (dict(zip(names, row, strict=True)) for row in cursor)

    def insert(self, query: str, values: tuple[Any, ...]) -> int:
        """Run a named query that stores one row; answer the row's id."""
        row_id = self.execute(query, values).lastrowid
        # SQLite answers none only for statements that store nothing.
        return row_id or 0

    @property
    def is_there(self) -> bool:
        """Whether the persona has a file, so that what is written will stay."""
        return isinstance(self.connection, FileConnection)

    def check_is_there(self) -> None:
        """Make sure that what is written will stay, so that a deleted persona does not come back as a file.

        Raises:
            UnknownPersona: the persona has no file.
        """
        if not self.is_there:
            raise UnknownPersona(
                Phrase("Conversations", "This persona no longer exists."),
                Phrase("Conversations", "Choose another persona."),
            )


def column_names(cursor: sqlite3.Cursor) -> list[str]:
    """What the columns of a query's answer are called."""
    return [name for name, *_ in cursor.description]


@contextmanager
def opened(persona_id: str, *, create: bool = False) -> Iterator[PersonaFile]:
    """The file without a transaction: to be read, or for what makes its own, see `together`.

    A persona without a file reads as an empty one, unless ``create`` has the file made. Not to be nested for
    one persona.

    Raises:
        PersonaFileError: the file cannot be opened, or SQLite fails within.
    """
    with connect(persona_id, create=create) as connection:
        yield PersonaFile(persona_id, connection)


@contextmanager
def writing(persona_id: str, *, create: bool = False) -> Iterator[PersonaFile]:
    """The file in one transaction: all that is written within is on the disk at the end, or nothing is.

    A persona without a file reads as an empty one: what is written then is lost, unless ``create`` has the
    file made. Not to be nested for one persona.

    Raises:
        PersonaFileError: the file cannot be opened, or SQLite fails within.
    """
    with connect(persona_id, create=create) as connection, transaction(connection):
        yield PersonaFile(persona_id, connection)


@contextmanager
def together(file: PersonaFile) -> Iterator[None]:
    """Within, what is written stands together: in a transaction of its own, or in the one there is."""
    if file.connection.in_transaction:
        yield
    else:
        with transaction(file.connection):
            yield
