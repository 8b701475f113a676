"""What stands in the index of the memories, read from SQLite itself."""

import sqlite3
from contextlib import closing
from pathlib import Path

Entry = tuple[str, int, str]
"""A stem, the memory that it is in, and whether in its text (content) or in what it was made of (said)."""


def in_the_index(connection: sqlite3.Connection, table: str = "memory_terms") -> list[Entry]:
    """All that the index knows; SQLite's own check of it passes."""
    connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    with_entries = f"temp.entries_of_{table}"
    connection.execute(f"DROP TABLE IF EXISTS {with_entries}")
    connection.execute(f"CREATE VIRTUAL TABLE {with_entries} USING fts5vocab(main, {table}, instance)")
    return connection.execute(
        f"SELECT DISTINCT term, doc, col FROM {with_entries} ORDER BY 1, 2, 3"
    ).fetchall()


def as_if_made_now(connection: sqlite3.Connection) -> list[Entry]:
    """What the index would know if it were made from scratch, by plain SQL and one call for the words."""
    from personaui_desktop.text_words import index_words

    query = """
        SELECT memories.id, content, group_concat(message, ' ')
        FROM memories
        LEFT JOIN chat_messages ON chat_messages.session_id = memories.session_id
          AND chat_messages.id BETWEEN start_message_id AND end_message_id
          AND chat_messages.id NOT IN (SELECT message_id FROM message_marks WHERE is_hidden)
        GROUP BY memories.id
    """
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.execute("CREATE VIRTUAL TABLE made USING fts5(content, said, tokenize = 'porter ascii')")
        for memory_id, content, said in connection.execute(query).fetchall():
            columns = (" ".join(index_words(content)), " ".join(index_words(said or "")))
            fresh.execute("INSERT INTO made (rowid, content, said) VALUES (?, ?, ?)", (memory_id, *columns))
        return in_the_index(fresh, "made")


def terms(path: Path, column: str | None = None) -> set[str]:
    """The stems of a file's index; of both columns unless one is named."""
    with closing(sqlite3.connect(path)) as connection:
        return {term for term, _, found in in_the_index(connection) if column in {None, found}}
