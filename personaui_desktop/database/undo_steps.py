"""The undo history of a persona's file: steps written together with what they take back."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import NamedRow, PersonaFile, together
from personaui_desktop.database.kept_rows import (
    KeptRow,
    RowValues,
    difference,
    in_order,
    make_so,
    packed,
    read_row,
    stands_as_before,
    unpacked,
)
from personaui_desktop.database.reading import one_of, text, whole, whole_or_none
from personaui_desktop.database.table_rows import TABLES
from personaui_desktop.database.tails import CHANGED_SINCE
from personaui_desktop.errors import CannotUndo, NotNow
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.undo import NextSteps, RowKey, StepKind, StepTaken, UndoStep

MOST_STEPS = 200
KEPT_DAYS = 30

DELETED_SINCE = Phrase("Files", "It has been deleted since, so nothing was changed.")


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

    def __init__(self, file: PersonaFile) -> None:
        self._file = file
        self._before: dict[RowKey, RowValues | None] = {}
        self.step_id: int | None = None

    def keep(self, *rows: RowKey) -> None:
        """Note rows as they are now; one that was noted before stays so."""
        for row in rows:
            if row not in self._before:
                self._before[row] = read_row(self._file, row)

    def made(self, *rows: RowKey) -> None:
        """Note rows that were not there before."""
        self._before.update(dict.fromkeys(rows))

    def changes(self) -> list[KeptRow]:
        """What became of the rows."""
        found = (difference(row, was, read_row(self._file, row)) for row, was in self._before.items())
        return [change for change in found if change is not None]


@contextmanager
def undoable(file: PersonaFile, kind: StepKind, session_id: int | None, *rows: RowKey) -> Iterator[Recording]:
    """Write what happens within to these rows as one step, within the caller's transaction."""
    recording = Recording(file)
    recording.keep(*rows)
    yield recording
    recording.step_id = _store(file, kind, session_id, recording.changes())


def forget(file: PersonaFile, kind: StepKind, key: RowKey, after: RowValues) -> None:
    """Forget steps of a kind that have changed a row to this, within the caller's transaction."""
    file.execute("undo_steps.delete_steps_to", (kind.value, key.table, key.row_id, packed(after)))


def history(file: PersonaFile) -> NextSteps:
    """What can be taken back and what done again next."""
    return NextSteps(_next(file, "next_to_undo"), _next(file, "next_to_redo"))


def undo(file: PersonaFile, step_id: int | None = None) -> StepTaken | None:
    """Take back the newest step; ``None`` where there is none, or where it is not the one that was meant.

    Args:
        file: the persona's.
        step_id: the step that is to be the newest.

    Raises:
        CannotUndo: what the step changed has been changed or deleted since. The step is forgotten.
        NotNow: something that is under way has to end first. The step stays.
    """
    return _take(file, "next_to_undo", step_id, is_undone=True)


def redo(file: PersonaFile) -> StepTaken | None:
    """Do the step again that was taken back last; ``None`` where there is none.

    Raises:
        CannotUndo: what the step changed has been changed or deleted since. The step is forgotten.
        NotNow: something that is under way has to end first. The step stays.
    """
    return _take(file, "next_to_redo", None, is_undone=False)


def _store(file: PersonaFile, kind: StepKind, session_id: int | None, changes: list[KeptRow]) -> int | None:
    if not changes:
        return None
    file.execute("undo_steps.delete_undone")
    step_id = file.insert("undo_steps.insert_step", (kind.value, session_id, utc_now()))
    for place, (key, before, after) in enumerate(changes):
        values = (step_id, place, key.table, key.row_id, packed(before), packed(after))
        file.execute("undo_steps.insert_row", values)
    _prune(file)
    return step_id


def _prune(file: PersonaFile) -> None:
    oldest = datetime.now(UTC) - timedelta(days=KEPT_DAYS)
    file.execute("undo_steps.delete_older", (f"{oldest:%Y-%m-%d %H:%M:%S}",))
    values = (StepKind.MESSAGES_DELETED.value, MOST_STEPS)
    for step_id, session_id, done_at in file.execute("undo_steps.surplus_of", values).fetchall():
        _put_in_trash(file, step_id, whole(session_id), text(done_at))
    file.execute("undo_steps.delete_surplus", (MOST_STEPS,))


def _put_in_trash(file: PersonaFile, step_id: int, session_id: int, deleted_at: str) -> None:
    # Hardly anyone comes to the end of the history.
    from personaui_desktop.database.leaving_history import put_in_trash

    file.connection.execute("SAVEPOINT leaving")
    try:
        put_in_trash(file, session_id, deleted_at, _rows_of(file, step_id))
    except _UNREADABLE:
        # A damaged step ends as it would have without a trash, and stands in nobody's way.
        file.connection.execute("ROLLBACK TO leaving")
    file.connection.execute("RELEASE leaving")


def _next(file: PersonaFile, query: str) -> UndoStep | None:
    return next(map(_step, file.named(f"undo_steps.{query}")), None)


def _step(row: NamedRow) -> UndoStep | None:
    kind, session_id = one_of(StepKind, row["kind"], None), whole_or_none(row["session_id"])
    # A newer program may have kinds of steps that this one does not know, and leaves alone.
    return None if kind is None else UndoStep(row["id"], kind, session_id)


def _take(file: PersonaFile, query: str, step_id: int | None, *, is_undone: bool) -> StepTaken | None:
    file.check_is_there()
    step = _next(file, query)
    if step is None or step_id not in {None, step.step_id}:
        return None
    try:
        with together(file):
            rows = _rows_of(file, step.step_id)
            if is_undone:
                rows = [row.reversed for row in reversed(rows)]
            changed = _change(file, step, rows)
            file.execute("undo_steps.set_undone", (is_undone, step.step_id))
    except NotNow:
        raise
    except (CannotUndo, *_UNREADABLE) as error:
        file.execute("undo_steps.delete_step", (step.step_id,))
        raise CannotUndo(_what_stands_against(error)) from error
    return StepTaken(file.persona_id, step, changed)


def _rows_of(file: PersonaFile, step_id: int) -> list[KeptRow]:
    found = file.execute("undo_steps.get_rows", (step_id,)).fetchall()
    return [
        KeptRow(RowKey(table, row_id), unpacked(before), unpacked(after))
        for table, row_id, before, after in found
    ]


def _change(file: PersonaFile, step: UndoStep, rows: list[KeptRow]) -> tuple[RowKey, ...]:
    """Make the rows so, but for those whose later change stays; answer those that were changed."""
    as_before: list[KeptRow] = []
    changed_since: list[KeptRow] = []
    for row in rows:
        (as_before if stands_as_before(file, row) else changed_since).append(row)
    others = [row for row in changed_since if not TABLES[row.key.table].is_yielding]
    if others:
        is_gone = any(row.before is not None and read_row(file, row.key) is None for row in others)
        raise CannotUndo(DELETED_SINCE if is_gone else CHANGED_SINCE)
    for row in in_order(as_before):
        make_so(file, row)
    changed = tuple(dict.fromkeys(key for row in as_before for key in _keys_of(row)))
    for key in changed:
        if key.table == "chat_messages":
            _check_one_is_chosen(file, key.row_id)
    return changed


def _check_one_is_chosen(file: PersonaFile, message_id: int) -> None:
    """Make sure that no version stays on the shelf of a message that has none to choose."""
    if file.execute("undo_steps.has_shelf_alone", {"message_id": message_id}).fetchone() is not None:
        raise CannotUndo(CHANGED_SINCE)


def _what_stands_against(error: Exception) -> Phrase | str:
    if isinstance(error, CannotUndo):
        return error.sentence
    # What a row belonged to is not there any more.
    is_orphan = getattr(error, "sqlite_errorname", "") == "SQLITE_CONSTRAINT_FOREIGNKEY"
    return DELETED_SINCE if is_orphan else CHANGED_SINCE


def _keys_of(row: KeptRow) -> Iterator[RowKey]:
    """A row that was changed; a version that comes or goes changes its message too."""
    yield row.key
    message_id = (row.after or row.before or {}).get("message_id")
    if row.key.table == "message_versions" and isinstance(message_id, int):
        yield RowKey("chat_messages", message_id)
