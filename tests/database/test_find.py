from collections.abc import Generator
from typing import TypeVar

from personaui_desktop.database import create_session, get_db_connection
from personaui_desktop.database.find import (
    AFTER_ALL,
    STEP,
    Found,
    FoundPart,
    find_step,
    find_stretch,
    rewritten,
)

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


def result(steps: Generator[None, None, T]) -> tuple[T, int]:
    """What a generator returns, and after how many steps."""
    number = 0
    while True:
        try:
            next(steps)
            number += 1
        except StopIteration as end:
            return end.value, number


def test_a_step_looks_at_some_messages_and_says_where_to_go_on() -> None:
    session_id, ids = a_session(7)
    part = find_step(session_id, AFTER_ALL, count_lamps, size=4)
    assert part == FoundPart([Found(ids[6], 2), Found(ids[3], 2)], ids[3])
    assert find_step(session_id, ids[3], count_lamps, size=4) == FoundPart([Found(ids[0], 2)], None)


def test_a_stretch_gives_way_after_every_step() -> None:
    session_id, ids = a_session(STEP + 10)
    part, steps = result(find_stretch(session_id, AFTER_ALL, count_lamps, most_messages=10 * STEP))
    assert [found.message_id for found in part.found] == [
        number for at, number in enumerate(ids) if at % 3 == 0
    ][::-1]
    assert part.before_id is None
    assert steps == 2
    part, steps = result(find_stretch(session_id, AFTER_ALL, count_lamps, most_messages=STEP))
    assert part.before_id == ids[10]
    assert steps == 1


def test_a_stretch_is_rewritten_in_order() -> None:
    session_id, ids = a_session(2 * STEP + 5)
    pieces, steps = result(
        rewritten(session_id, ids[3], ids[-2], lambda message_id, text: f"{message_id} {text}")
    )
    assert [int(piece.split()[0]) for piece in pieces] == ids[3:-1]
    assert steps == 3
    everything, _ = result(rewritten(session_id, -1, 2**62, lambda _id, text: text))
    assert len(everything) == 2 * STEP + 5
