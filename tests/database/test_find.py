from typing import TypeVar

from support.on_file import read

from personaui_desktop.database import create_session, get_db_connection
from personaui_desktop.database.find import (
    FoundMessage,
    FoundPart,
    find_step,
)
from personaui_desktop.database.pages import AFTER_ALL

T = TypeVar("T")


def a_session(count: int) -> tuple[int, list[int]]:
    """A session in which every third message mentions two lamps, between messages of another."""
    session_id, other = create_session("Lights"), create_session("Other")
    connection = get_db_connection()
    insert = "INSERT INTO chat_messages (session_id, message, is_user) VALUES (?, ?, 1)"
    ids = []
    for number in range(count):
        cursor = connection.execute(insert, (session_id, "lamp lamp" if number % 3 == 0 else "none"))
        ids.append(cursor.lastrowid or 0)
        connection.execute(insert, (other, "lamp"))
    connection.commit()
    connection.close()
    return session_id, ids


def count_lamps(text: str) -> int:
    return text.count("lamp")


def test_a_step_looks_at_some_messages_and_says_where_to_go_on() -> None:
    session_id, ids = a_session(7)
    part = read(find_step, session_id, AFTER_ALL, count_lamps, size=4)
    assert part == FoundPart([FoundMessage(ids[6], 2), FoundMessage(ids[3], 2)], ids[3])
    assert read(find_step, session_id, ids[3], count_lamps, size=4) == FoundPart(
        [FoundMessage(ids[0], 2)], None
    )
