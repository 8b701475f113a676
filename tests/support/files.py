"""Personas' files as tests need them: of older shapes, with rows in them, damaged, or from the future."""

import _sqlite3
import ctypes
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest

C = TypeVar("C", bound=sqlite3.Connection)

_SESSIONS = """CREATE TABLE chat_sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT DEFAULT 'Neue Konversation',
    persona_id TEXT DEFAULT 'default',
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME DEFAULT CURRENT_TIMESTAMP{marker}
);"""
_MESSAGES = """CREATE TABLE chat_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL,
    message TEXT NOT NULL,
    is_user BOOLEAN NOT NULL,
    timestamp DATETIME DEFAULT CURRENT_TIMESTAMP,
    character_name TEXT DEFAULT 'Assistant',
    FOREIGN KEY (session_id) REFERENCES chat_sessions (id) ON DELETE CASCADE
);"""
_MEMORIES = """CREATE TABLE memories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER,
    persona_id TEXT DEFAULT 'default',
    content TEXT NOT NULL,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    is_active BOOLEAN DEFAULT 1{ranges}
);"""
_MARKER = ", last_memory_message_id INTEGER DEFAULT NULL"
_RANGES = ", start_message_id INTEGER DEFAULT NULL, end_message_id INTEGER DEFAULT NULL"

SHAPES = ("first", "marker", "ranges")
"""The three historical shapes: as it began, then with the session marker, then with memory ranges too."""


def make_legacy_file(path: Path, persona_id: str, shape: str) -> None:
    """A file as older programs left it: rollback journal, two sessions, six messages, two memories."""
    marker = "" if shape == "first" else _MARKER
    ranges = _RANGES if shape == "ranges" else ""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE db_info (key TEXT PRIMARY KEY, value TEXT);"
            + _SESSIONS.format(marker=marker)
            + _MESSAGES
            + "CREATE INDEX idx_session_id ON chat_messages(session_id);"
            + _MEMORIES.format(ranges=ranges)
        )
        connection.execute("INSERT INTO db_info VALUES ('persona_id', ?)", (persona_id,))
        for session in (1, 2):
            connection.execute(
                "INSERT INTO chat_sessions (id, title, persona_id, created_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    session,
                    f"Größe {session} 🌙",
                    persona_id,
                    "2024-01-01 10:00:00",
                    f"2024-01-0{session} 10:00:00",
                ),
            )
        for message in range(1, 7):
            values = (
                message,
                1 + message // 4,
                f"Nachricht {message} 你好",
                message % 2,
                "2024-01-01 10:00:00",
                "Mia",
            )
            connection.execute("INSERT INTO chat_messages VALUES (?, ?, ?, ?, ?, ?)", values)
        for memory in (1, 2):
            connection.execute(
                "INSERT INTO memories (id, session_id, persona_id, content, created_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (memory, memory, persona_id, f"Memory {memory}", "2024-01-01 10:00:00"),
            )
        if marker:
            connection.execute("UPDATE chat_sessions SET last_memory_message_id = 2 WHERE id = 1")
        if ranges:
            connection.execute("UPDATE memories SET start_message_id = 1, end_message_id = 2 WHERE id = 1")
        connection.commit()


def tables_on_messages(path: Path) -> set[str]:
    """The tables each row of which belongs to a message, and goes with it."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT m.name FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS k "
            "WHERE m.type = 'table' AND k.\"table\" = 'chat_messages'"
        )
        return {name for (name,) in found}


def rows_of(path: Path, table: str) -> list[dict[str, Any]]:
    """Every row of a table, in order, read without any code of the program."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1")]


def execute(path: Path, statement: str) -> None:
    """Change a file behind the program's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement).fetchall()


def refuse_rows(path: Path, table: str, when: str = "true") -> None:
    """Have a table take no new row for which the condition holds."""
    execute(path, f"ALTER TABLE {table} ADD COLUMN refused CHECK (refused IS NOT NULL OR NOT {when})")


def accept_rows(path: Path, table: str) -> None:
    """Take `refuse_rows` back."""
    execute(path, f"ALTER TABLE {table} DROP COLUMN refused")


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its content."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def without_full_text(connection: C) -> C:
    """The connection, as one of a program whose SQLite was built without full-text search."""
    drop_modules = getattr(ctypes.CDLL(_sqlite3.__file__), "sqlite3_drop_modules", None)
    if drop_modules is None:
        pytest.skip("this Python does not let anyone at its SQLite")
    drop_modules.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    # The handle is the first thing in the object after what every Python object begins with.
    handle = ctypes.c_void_p.from_address(id(connection) + object.__basicsize__)
    assert drop_modules(handle, None) == sqlite3.SQLITE_OK
    return connection
