"""The full-text index of the memories, kept by this program alone.

No trigger names it: a program whose SQLite has no full-text search could write no memory then. Triggers note
which memories changed, and what they noted is taken in before the index is asked.
"""

import sqlite3

from personaui_desktop.database.opening import transaction
from personaui_desktop.database.sql_loader import sql


def bring_up_to_date(connection: sqlite3.Connection, *, make: bool = True) -> bool:
    """Take in what changed since the last time, so that the index knows what is there and nothing else.

    Args:
        connection: the file, outside of a transaction.
        make: whether to make the index where there is none yet.

    Returns:
        Whether there is an index to be asked: never where this SQLite has no full-text search.
    """
    if ("fts5",) not in connection.execute(sql("memory_index.modules")).fetchall():
        return False
    if not _is_made(connection):
        if not make:
            return False
    elif not connection.execute(sql("memory_index.has_changes")).fetchone()[0]:
        return True
    with transaction(connection):
        # Somebody else may have made it since we looked.
        if _is_made(connection):
            _take_changes_in(connection)
        else:
            _make(connection)
        connection.execute(sql("memory_index.forget_changes"))
    return True


def _is_made(connection: sqlite3.Connection) -> bool:
    return connection.execute(sql("memory_index.is_made")).fetchone() is not None


def _make(connection: sqlite3.Connection) -> None:
    connection.execute(sql("memory_index.drop_earlier_index"))
    connection.execute(sql("memory_index.make_index"))
    connection.execute(sql("memory_index.put_all_in"))


def _take_changes_in(connection: sqlite3.Connection) -> None:
    connection.execute(sql("memory_index.take_changed_out"))
    connection.execute(sql("memory_index.put_changed_in"))
