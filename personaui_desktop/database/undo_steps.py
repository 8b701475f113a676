"""The undo history of a persona's file: steps written together with what they take back."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.connection import connect, connect_known, transaction
from personaui_desktop.database.kept_rows import (
    YIELDING,
    Columns,
    KeptRow,
    difference,
    in_order,
    make_so,
    packed,
    read_row,
    stands_as_before,
    unpacked,
)
from personaui_desktop.database.reading import whole_or_none
from personaui_desktop.database.rows import inserted
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.errors import CannotUndo
from personaui_desktop.records import NextSteps, RowKey, StepKind, StepTaken, UndoStep

MOST_STEPS = 200
KEPT_DAYS = 30

CHANGED_SINCE = "It has been changed since, so it stays as it is."


_UNREADABLE = (
    sqlite3.IntegrityError,
    sqlite3.ProgrammingError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
)
"""What a step ends in that is damaged, or that another program wrote in its own way."""


class Recording:
    """What a step is written of. ``step_id`` is known at the end, and only if anything was changed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._before: dict[RowKey, Columns | None] = {}
        self.step_id: int | None = None

    def keep(self, *rows: RowKey) -> None:
        """Note rows as they are now; one that was noted before stays so."""
        for row in rows:
            if row not in self._before:
                self._before[row] = read_row(self._connection, row)

    def made(self, *rows: RowKey) -> None:
        """Note rows that were not there before."""
        self._before.update(dict.fromkeys(rows))

    def changes(self) -> list[KeptRow]:
        """What became of the rows."""
        found = (difference(row, was, read_row(self._connection, row)) for row, was in self._before.items())
        return [change for change in found if change is not None]


@contextmanager
def undoable(
    connection: sqlite3.Connection, kind: StepKind, session_id: int | None, *rows: RowKey
) -> Iterator[Recording]:
    """Write what happens within to these rows as one step, within the caller's transaction."""
    recording = Recording(connection)
    recording.keep(*rows)
    yield recording
    recording.step_id = _store(connection, kind, session_id, recording.changes())


def history(persona_id: str) -> NextSteps:
    """What can be taken back and what done again next."""
    with connect(persona_id) as connection:
        return NextSteps(_next(connection, "next_to_undo"), _next(connection, "next_to_redo"))


def undo(persona_id: str, step_id: int | None = None) -> StepTaken | None:
    """Take back the newest step; ``None`` where there is none, or where it is not the one that was meant.

    Args:
        persona_id: whose.
        step_id: the step that is to be the newest.

    Raises:
        CannotUndo: what the step changed has been changed since. The step is forgotten.
    """
    return _take(persona_id, "next_to_undo", step_id, is_undone=True)


def redo(persona_id: str) -> StepTaken | None:
    """Do the step again that was taken back last; ``None`` where there is none.

    Raises:
        CannotUndo: what the step changed has been changed since. The step is forgotten.
    """
    return _take(persona_id, "next_to_redo", None, is_undone=False)


def _store(
    connection: sqlite3.Connection, kind: StepKind, session_id: int | None, changes: list[KeptRow]
) -> int | None:
    if not changes:
        return None
    connection.execute(sql("undo_steps.delete_undone"))
    step_id = inserted(connection, "undo_steps.insert_step", (kind.value, session_id, utc_now()))
    for place, (key, before, after) in enumerate(changes):
        values = (step_id, place, key.table, key.row_id, packed(before), packed(after))
        connection.execute(sql("undo_steps.insert_row"), values)
    _prune(connection)
    return step_id


def _prune(connection: sqlite3.Connection) -> None:
    oldest = datetime.now(UTC) - timedelta(days=KEPT_DAYS)
    connection.execute(sql("undo_steps.delete_older"), (f"{oldest:%Y-%m-%d %H:%M:%S}",))
    connection.execute(sql("undo_steps.delete_surplus"), (MOST_STEPS,))


def _next(connection: sqlite3.Connection, query: str) -> UndoStep | None:
    row = connection.execute(sql(f"undo_steps.{query}")).fetchone()
    # A newer program may have kinds of steps that this one does not know, and leaves alone.
    is_known = row is not None and row[1] in {kind.value for kind in StepKind}
    return UndoStep(row[0], StepKind(row[1]), whole_or_none(row[2])) if is_known else None


def _take(persona_id: str, query: str, step_id: int | None, *, is_undone: bool) -> StepTaken | None:
    with connect_known(persona_id) as connection:
        step = _next(connection, query)
        if step is None or step_id not in {None, step.step_id}:
            return None
        try:
            with transaction(connection):
                rows = [row.reversed if is_undone else row for row in _rows(connection, step)]
                changed = _change(connection, step, rows)
                connection.execute(sql("undo_steps.set_undone"), (is_undone, step.step_id))
        except (CannotUndo, *_UNREADABLE) as error:
            connection.execute(sql("undo_steps.delete_step"), (step.step_id,))
            raise CannotUndo(CHANGED_SINCE) from error
        return StepTaken(step, changed)


def _rows(connection: sqlite3.Connection, step: UndoStep) -> list[KeptRow]:
    found = connection.execute(sql("undo_steps.get_rows"), (step.step_id,)).fetchall()
    return [
        KeptRow(RowKey(table, row_id), unpacked(before), unpacked(after))
        for table, row_id, before, after in found
    ]


def _change(connection: sqlite3.Connection, step: UndoStep, rows: list[KeptRow]) -> tuple[RowKey, ...]:
    """Make the rows so, but for those whose later change stays; answer those that were changed."""
    as_before = [row for row in rows if stands_as_before(connection, row)]
    if any(row.key.table not in YIELDING for row in rows if row not in as_before):
        raise CannotUndo(CHANGED_SINCE)
    for row in in_order(as_before):
        make_so(connection, row)
    return tuple(row.key for row in as_before)
