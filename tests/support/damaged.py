"""Ways in which a persona's file can be damaged, each by name."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from support.files import execute

Damage = Callable[[Path], None]

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
CORE = ("db_info", "chat_sessions", "chat_messages", "memories")


def of_the_shape(whole: Path) -> Iterator[tuple[str, Damage]]:
    """Tables and columns dropped, renamed or replaced, strange views and triggers, broken foreign keys."""
    for table, columns in _tables(whole).items():
        yield f"without table {table}", _run("PRAGMA foreign_keys = OFF", f"DROP TABLE {table}")
        yield f"table {table} renamed", _run(f"ALTER TABLE {table} RENAME TO {table}_old")
        yield f"table {table} a view", _as_view(table)
        if any(columns.values()):
            yield f"table {table} without keys", _without_keys(table)
        for column in columns:
            yield f"without column {table}.{column}", _edit(table, column, f"gone_{column}")
            yield f"column {table}.{column} renamed", _run(f"ALTER TABLE {table} RENAME {column} TO other")
    for table in CORE:
        for when in ("BEFORE INSERT", "AFTER UPDATE", "AFTER DELETE"):
            trigger = f"CREATE TRIGGER strange {when} ON {table} BEGIN {{}}; END"
            yield f"trigger {when} {table}", _run(trigger.format("SELECT 1"))
            yield f"broken trigger {when} {table}", _run(trigger.format("INSERT INTO nowhere VALUES (1)"))
    yield "an endless view", _run(f"CREATE VIEW strange AS {ENDLESS} SELECT x FROM n")
    yield "a view of nothing", _run("CREATE VIEW strange AS SELECT x FROM nowhere")
    yield "a foreign key to nowhere", _edit("chat_messages", "chat_sessions", "nowhere")
    yield (
        "a foreign key that fits nothing",
        _edit("chat_messages", "chat_sessions (id)", "chat_sessions (title)"),
    )
    yield "a schema that is no SQL", _edit("memories", "CREATE TABLE", "MAKE A TABLE")
    yield "another program's application id", _run("PRAGMA application_id = 1234")
    yield "another program with a table memories", _another_program


def of_the_bytes(whole: Path, count: int) -> Iterator[tuple[str, Damage]]:
    """Files cut off, with bytes that others wrote over, or with pages of zeros; each time the same ones."""
    size = whole.stat().st_size
    draw = random.Random(8)
    for number in range(count):
        at = draw.randrange(size)
        yield f"cut at {at}", _bytes(_cut(at))
        places = [draw.randrange(size) for _ in range(draw.choice((1, 10, 200)))]
        yield f"flipped {number}", _bytes(_flipped(places, draw.randrange(1, 256)))
        page = draw.randrange(size // 4096) * 4096
        yield f"zeros at {page}", _bytes(_page(page, bytes(4096)))
        yield f"noise at {page}", _bytes(_page(page, draw.randbytes(4096)))
    for at in (16, 18, 19, 20, 21, 24, 28, 32, 40, 44, 47, 52, 56, 59, 60, 64, 68, 92):
        for value in (0, 255):
            yield f"header byte {at} is {value}", _bytes(_flipped([at], value, is_set=True))


def _tables(whole: Path) -> dict[str, dict[str, int]]:
    """The columns of each table, and the place of each in the primary key."""
    with closing(sqlite3.connect(whole)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        ).fetchall()
        columns = "SELECT name, pk FROM pragma_table_info(?)"
        return {name: dict(connection.execute(columns, (name,))) for (name,) in names}


def _run(*statements: str) -> Damage:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA legacy_alter_table = ON")
            for statement in statements:
                connection.execute(statement)

    return damage


def _edit(table: str, old: str, new: str) -> Damage:
    """Another text in the schema itself, as a broken disk or program leaves it."""
    return _run(
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{table}'",
    )


def _as_view(table: str) -> Damage:
    return _run(
        f"ALTER TABLE {table} RENAME TO old_{table}", f"CREATE VIEW {table} AS SELECT * FROM old_{table}"
    )


def _without_keys(table: str) -> Damage:
    return _run(
        f"CREATE TABLE new_{table} AS SELECT * FROM {table}",
        "PRAGMA foreign_keys = OFF",
        f"DROP TABLE {table}",
        f"ALTER TABLE new_{table} RENAME TO {table}",
    )


def _another_program(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE memories (what TEXT)")


def _bytes(change: Callable[[bytes], bytes]) -> Damage:
    def damage(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return damage


def _flipped(places: list[int], value: int, *, is_set: bool = False) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        changed = bytearray(content)
        for place in places:
            changed[place] = value if is_set else changed[place] ^ value
        return bytes(changed)

    return change


def _page(at: int, page: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content[:at] + page + content[at + len(page) :]


def _cut(at: int) -> Callable[[bytes], bytes]:
    return lambda content: content[:at]
