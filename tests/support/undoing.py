"""Changes of memories that the undo history keeps."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from personaui_desktop.database import undo_steps
from personaui_desktop.database.connection import connect
from personaui_desktop.database.file import writing
from personaui_desktop.records.undo import RowKey, StepKind

Rows = list[tuple[object, ...]]


@contextmanager
def changing(kind: StepKind, *rows: RowKey) -> Iterator[sqlite3.Connection]:
    with writing("default") as file, undo_steps.undoable(file, kind, 1, *rows):
        yield file.connection


def memory(row_id: int) -> RowKey:
    return RowKey("memories", row_id)


def memories() -> Rows:
    query = "SELECT id, content, is_active FROM memories ORDER BY id"
    with connect("default") as connection:
        return connection.execute(query).fetchall()


def edit(row_id: int, text: str) -> None:
    with changing(StepKind.MEMORY_EDITED, memory(row_id)) as connection:
        connection.execute("UPDATE memories SET content = ? WHERE id = ?", (text, row_id))
