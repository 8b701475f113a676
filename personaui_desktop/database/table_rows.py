"""What becomes of the rows of each table when something is undone, copied or deleted: one line a table.

The statements follow from these lines and from the schema, so that no column and no table is forgotten.
"""

from functools import cache
from typing import NamedTuple

from personaui_desktop.database.own_schema import own_schema
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.records.changes import Topic


class TableRows(NamedTuple):
    """How the rows of a table are kept in the undo history, and whether copies of messages have them too.

    Of a table with a column ``message_id`` the rows belong to a message, and go and come back with it.

    What was changed by undo is announced as a ``topic``. A copied message has the rows too where they are
    ``is_copied``, with expressions for some columns in ``copies_as``, an empty one for a column that it goes
    without. Columns that a step ``keeps_not`` are found anew. Where rows are ``is_yielding``, a later change
    stays, what else a step changed comes back even so, and they are not removed as long as their session has
    messages. What ``is_part`` is no table but a part of other rows: never removed, and put in a way of its
    own. Whatever ``has_query`` is read by one of its own, ``undo_steps.read_…``.
    """

    topic: Topic
    is_copied: bool = False
    copies_as: tuple[tuple[str, str], ...] = ()
    keeps_not: tuple[str, ...] = ()
    is_yielding: bool = False
    is_part: bool = False
    has_query: bool = False


CHOSEN_VERSIONS = "chosen_versions"
"""Which version of a message is chosen, whatever its versions say."""
TABLES = {
    "chat_sessions": TableRows(Topic.SESSIONS, is_yielding=True),
    "session_branches": TableRows(Topic.SESSIONS, is_yielding=True),
    "message_tails": TableRows(Topic.MESSAGES, is_part=True, has_query=True),
    "session_marks": TableRows(Topic.SESSIONS, keeps_not=("is_unread", "titled_by"), has_query=True),
    "session_titles": TableRows(Topic.SESSIONS, is_part=True, has_query=True),
    "chat_messages": TableRows(Topic.MESSAGES),
    # Of one that is arriving nothing more will come.
    "replies": TableRows(
        Topic.MESSAGES,
        is_copied=True,
        copies_as=(("status", "CASE status WHEN 'streaming' THEN 'stopped' ELSE status END"),),
    ),
    "reply_receipts": TableRows(Topic.MESSAGES, is_copied=True),
    # Which one another stood in for is of no use to a copy, in which nothing arrives.
    "message_versions": TableRows(Topic.MESSAGES, is_copied=True, copies_as=(("instead_of", ""),)),
    CHOSEN_VERSIONS: TableRows(Topic.MESSAGES, is_part=True, has_query=True),
    "message_marks": TableRows(Topic.MESSAGES, is_copied=True),
    "edit_drafts": TableRows(Topic.MESSAGES),
    "queued_messages": TableRows(Topic.QUEUE),
    "memories": TableRows(Topic.MEMORIES),
    "memory_sources": TableRows(Topic.MEMORIES, keeps_not=("state",)),
    "memory_proposals": TableRows(Topic.PROPOSALS),
}
"""Of which steps keep rows. Whatever a row belongs to stands before it."""
COPIED = tuple(table for table, rows in TABLES.items() if rows.is_copied)
"""The tables whose rows a copy of messages gets, but for the messages themselves."""
SYSTEM = "system"
"""The system text that a row names by its hash, and with which it is kept: it goes once nothing names it."""

_NAMES_SYSTEM = "system_hash"
_OF_MESSAGE = "message_id"
_FINDING = "SELECT {key} FROM {table} WHERE message_id = ? ORDER BY {key}"
_READING = "SELECT {columns} FROM {table} WHERE {key} = ?"
_READING_SYSTEM = (
    "(SELECT sent_systems.content FROM sent_systems WHERE sent_systems.system_hash = {table}.system_hash)"
)
_PUTTING = "INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT ({key}) DO UPDATE SET {changes}"
_REMOVING = "DELETE FROM {table} WHERE {key} = ?1"
_UNLESS_WRITTEN_IN = " AND NOT EXISTS (SELECT 1 FROM chat_messages WHERE session_id = ?1)"
_COPYING = (
    "INSERT INTO {table} ({columns}) SELECT {values} FROM chat_messages AS copied "
    "JOIN {table} ON message_id = copied.id - :offset "
    "WHERE copied.session_id = :target AND copied.id BETWEEN :first + :offset AND :last + :offset "
    "ORDER BY copied.id, {table}.{key}"
)


@cache
def names_system(table: str) -> bool:
    """Whether the rows of a table name a system text, see `SYSTEM`."""
    return _NAMES_SYSTEM in own_schema().names.get(table, ())


@cache
def tables_of_messages() -> tuple[str, ...]:
    """The tables whose rows are kept, and belong to a message."""
    return tuple(table for table in TABLES if _OF_MESSAGE in own_schema().names.get(table, ()))


@cache
def has_own_ids(table: str) -> bool:
    """Whether the rows of a table have ids of their own, so that a message may have several."""
    return own_schema().names[table][0] != _OF_MESSAGE


@cache
def finding(table: str) -> str:
    """The statement that finds the ids of a message's rows, in the order in which they were made."""
    return _FINDING.format(table=table, key=own_schema().names[table][0])


@cache
def reading(table: str) -> str:
    """The statement that reads a row as it is kept, by what it is found by.

    Raises:
        KeyError: rows of that table are not kept.
    """
    if TABLES[table].has_query:
        return sql(f"undo_steps.read_{table}")
    columns = _kept_columns(table)
    if names_system(table):
        columns.append(f"{_READING_SYSTEM.format(table=table)} AS {SYSTEM}")
    return _READING.format(columns=", ".join(columns), table=table, key=own_schema().names[table][0])


@cache
def putting(table: str) -> str:
    """The statement that stores a row as it was read, whether one is there or not."""
    columns = _kept_columns(table)
    key, *others = columns
    return _PUTTING.format(
        table=table,
        columns=", ".join(columns),
        values=", ".join(f":{name}" for name in columns),
        key=key,
        changes=", ".join(f"{name} = excluded.{name}" for name in others),
    )


@cache
def removing(table: str) -> str:
    """The statement that removes a row.

    Raises:
        LookupError: it is no table.
    """
    if TABLES[table].is_part:
        raise LookupError(f"{table} is no table")
    statement = _REMOVING.format(table=table, key=own_schema().names[table][0])
    return statement + _UNLESS_WRITTEN_IN if TABLES[table].is_yielding else statement


@cache
def copying(table: str) -> str:
    """The statement that copies the rows of messages, which have been copied themselves."""
    names, otherwise = own_schema().names[table], dict(TABLES[table].copies_as)
    # A row's own id is not copied: the copy gets one of its own.
    values = {name: f"{table}.{name}" for name in names if name == _OF_MESSAGE or name != names[0]}
    values |= {_OF_MESSAGE: "copied.id"} | otherwise
    taken = {name: value for name, value in values.items() if value}
    return _COPYING.format(
        table=table, columns=", ".join(taken), values=", ".join(taken.values()), key=names[0]
    )


def _kept_columns(table: str) -> list[str]:
    return [name for name in own_schema().names[table] if name not in TABLES[table].keeps_not]
