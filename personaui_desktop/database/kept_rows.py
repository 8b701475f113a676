"""Rows as an undo step keeps them: read whole, compared column by column, and put back."""

import json
from base64 import b64decode, b64encode
from typing import NamedTuple

from personaui_desktop.database import tails
from personaui_desktop.database.arriving import check_arrived
from personaui_desktop.database.file import PersonaFile, column_names
from personaui_desktop.database.reading import whole
from personaui_desktop.database.table_rows import (
    CHOSEN_VERSIONS,
    TABLES,
    names_system,
    putting,
    reading,
    removing,
)
from personaui_desktop.database.version_shelf import exchange_chosen
from personaui_desktop.records.undo import RowKey

Value = str | int | float | bytes | None
RowValues = dict[str, Value]

_INDIFFERENT = frozenset({"run"})
"""Columns that stand against nothing: which run of the program received a reply counts until it has ended."""


class KeptRow(NamedTuple):
    """A row before and after something; ``None`` where it was not there.

    Of a row that was there before and after, only the columns that differ are kept.
    """

    key: RowKey
    before: RowValues | None
    after: RowValues | None

    @property
    def reversed(self) -> "KeptRow":
        """The same the other way round."""
        return KeptRow(self.key, self.after, self.before)


def read_row(file: PersonaFile, key: RowKey) -> RowValues | None:
    """The row as it is now, or ``None``."""
    cursor = file.connection.execute(reading(key.table), (key.row_id,))
    row = cursor.fetchone()
    return None if row is None else dict(zip(column_names(cursor), row, strict=True))


def difference(key: RowKey, before: RowValues | None, after: RowValues | None) -> KeptRow | None:
    """What became of a row, or ``None`` where nothing did."""
    if before == after:
        return None
    if before is None or after is None:
        return KeptRow(key, before, after)
    changed = [name for name in before if before[name] != after[name]]
    return KeptRow(key, {name: before[name] for name in changed}, {name: after[name] for name in changed})


def stands_as_before(file: PersonaFile, row: KeptRow) -> bool:
    """Whether a row is as a change found it, so that the change can be made."""
    now = read_row(file, row.key)
    if now is None or row.before is None:
        return now is None and row.before is None
    return all(now[name] == value for name, value in row.before.items() if name not in _INDIFFERENT)


def make_so(file: PersonaFile, row: KeptRow) -> None:
    """Change a row within the caller's transaction from what it was before to what it was after.

    Raises:
        NotNow: a reply arrives where another version is to be chosen, or in a tail that is to be moved.
        CannotUndo: a tail belongs nowhere near any more.
        LookupError: the version that is to be chosen is gone.
    """
    if row.after is None:
        file.connection.execute(removing(row.key.table), (row.key.row_id,))
    else:
        now = read_row(file, row.key) or {}
        _put(file, row.key, now | row.after)
        if now.get("system_hash") is not None:
            file.execute("receipts.delete_unused_system", (now["system_hash"],))


def in_order(rows: list[KeptRow]) -> list[KeptRow]:
    """What is taken away first, the dependent before what it belongs to; then what is put, the other way."""
    removed = [row for row in rows if row.after is None]
    put = [row for row in rows if row.after is not None]
    return [*sorted(removed, key=_depth, reverse=True), *sorted(put, key=_depth)]


def packed(columns: RowValues | None) -> str | None:
    """Columns as they lie in a file: a JSON object, in which bytes stand as ``{"base64": …}``."""
    return None if columns is None else json.dumps(columns, ensure_ascii=False, default=_bytes_as_text)


def unpacked(text: str | None) -> RowValues | None:
    """The reverse of `packed`."""
    if text is None:
        return None
    return {name: _value(value) for name, value in dict(json.loads(text)).items()}


def _put(file: PersonaFile, key: RowKey, columns: RowValues) -> None:
    if key.table == "message_tails":
        tails.move_to(file, key.row_id, whole(columns["session_id"]))
    elif key.table == "session_titles":
        file.execute("undo_steps.put_title", columns)
        file.execute("undo_steps.put_titled_by", columns)
    elif key.table == CHOSEN_VERSIONS:
        check_arrived(file, key.row_id)
        if not exchange_chosen(file, key.row_id, whole(columns["version_id"])):
            raise LookupError("no such version")
    else:
        if names_system(key.table):
            file.execute("undo_steps.put_system", columns)
        file.connection.execute(putting(key.table), _WithGaps(columns))
        if key.table == "memory_sources":
            file.execute("undo_steps.look_again_at_memory", columns)


class _WithGaps(dict[str, Value]):
    """Columns of which a step has none that the table did not have yet when the step was made."""

    def __missing__(self, _column: str) -> None:
        return None


def _depth(row: KeptRow) -> int:
    return list(TABLES).index(row.key.table)


def _bytes_as_text(value: object) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(f"{type(value).__name__} is no value of SQLite's")
    return {"base64": b64encode(value).decode("ascii")}


def _value(value: Value | dict[str, str]) -> Value:
    return b64decode(value["base64"]) if isinstance(value, dict) else value
