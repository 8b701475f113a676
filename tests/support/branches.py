"""Conversations that are parked, opened and branched off from, and what their file holds."""

from support.on_file import write

from personaui_desktop import database
from personaui_desktop.database import branches
from personaui_desktop.database.connection import connect

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
