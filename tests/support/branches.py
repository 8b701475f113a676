"""Conversations that are parked, opened and branched off from, and what their file holds."""

from collections.abc import Callable

from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import branches
from personaui_desktop.database.branches import insert_branch
from personaui_desktop.database.connection import connect
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.sessions import insert_session
from personaui_desktop.records.branches import BranchKind

Rows = list[tuple[object, ...]]


def rows(query: str) -> Rows:
    with connect("default") as connection:
        return connection.execute(query).fetchall()


def a_session(*texts: str) -> int:
    session = database.create_session("Tea")
    for at, text in enumerate(texts):
        database.save_message(text, at % 2 == 0, session_id=session)
    return session


def texts(session: int) -> list[str]:
    return [each["message"] for each in database.get_chat_history(1000, session)]


def ids(session: int) -> list[int]:
    return [each["id"] for each in database.get_chat_history(1000, session)]


def check_counts() -> None:
    """Messages are counted by blocks as if nothing had ever moved."""
    for shift in (8, 16):
        told = rows(f"SELECT session_id, block, messages FROM message_counts WHERE shift = {shift}")
        query = f"SELECT session_id, id >> {shift}, COUNT(*) FROM chat_messages GROUP BY 1, 2"
        assert sorted(told) == sorted(rows(query))


def nested() -> tuple[int, int, int]:
    """``1 2 | 3 4`` was left for ``1 2 5 6``, and that for ``1 7``."""
    session = a_session("1", "2", "3", "4")
    first = write(branches.park_tail, session, ids(session)[2])
    for text in "56":
        database.save_message(text, True, session_id=session)
    second = write(branches.park_tail, session, ids(session)[1])
    database.save_message("7", True, session_id=session)
    return session, first, second


def line_of(number: int) -> tuple[int, int]:
    """A session, and the deepest of so many branches, each of which branched off the one before."""

    def work(file: PersonaFile) -> tuple[int, int]:
        session = trunk = insert_session(file, "Tea")
        insert = "INSERT INTO chat_messages (session_id, message, is_user) VALUES (?, ?, ?)"
        fork = file.connection.execute(insert, (session, "First", True)).lastrowid or 0
        for at in range(number):
            branch = file.insert("branches.insert_session_like", (session,))
            insert_branch(file, branch, BranchKind.PARKED, fork, 0, None, trunk)
            fork = file.connection.execute(insert, (branch, f"Said {at}", True)).lastrowid or 0
            file.connection.execute(insert, (branch, f"Answered {at}", False))
            trunk = branch
        return session, trunk

    return write(work)


def steps_of(work: Callable[[PersonaFile], object]) -> int:
    """How much SQLite does for some work, in thousands of its steps."""
    steps: list[int] = []

    def counted(file: PersonaFile) -> None:
        file.connection.set_progress_handler(lambda: steps.append(1), 1_000)
        work(file)
        file.connection.set_progress_handler(None, 0)

    read(counted)
    return len(steps)
