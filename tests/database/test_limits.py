"""What is asked for is read and no more, however long a session is; what is out of bounds is refused."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.on_file import read, write
from support.recalling import index_all, say

from personaui_desktop import database
from personaui_desktop.database import (
    find,
    pages,
    provenance,
    receipts,
    relevance,
    saying,
    spans,
    to_remember,
)
from personaui_desktop.database.chat import insert_message
from personaui_desktop.database.connection import connect
from personaui_desktop.database.file import writing
from personaui_desktop.database.pages import AFTER_ALL
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.memories import COUNTED_SPAN
from personaui_desktop.records.replies import Usage

MESSAGES = 60
ASKED = 5
SPARE = 8
"""Rows that a call may read besides: the session, its marker, whether it has marks and versions, one
more to see whether it goes on."""

CALLS: dict[str, Callable[[int], Any]] = {
    "history": lambda session: database.get_chat_history(ASKED, session),
    "history further back": lambda session: database.get_chat_history(ASKED, session, offset=20),
    "context": lambda session: database.get_conversation_context(ASKED, session),
    "since the marker": lambda session: database.get_messages_since_marker(session, limit=ASKED),
    "the last one": database.get_last_message,
    "newest page": lambda session: read(pages.newest_page, session, ASKED),
    "page before": lambda session: read(pages.page_before, session, 40, ASKED),
    "page after": lambda session: read(pages.page_after, session, 20, ASKED),
    "page between": lambda session: read(pages.page_between, session, 1, 60, ASKED),
    "step of a search": lambda session: read(find.find_step, session, AFTER_ALL, len, size=ASKED),
    "to remember": lambda session: read(to_remember.messages_between, session, 1, AFTER_ALL, ASKED),
}


@pytest.fixture
def session() -> int:
    """A session in which the person and the persona speak by turns."""
    made = database.create_session()
    with writing("default") as file:
        for number in range(MESSAGES):
            insert_message(file, made, f"Message {number}", int(number % 2 == 0), "Mia")
    return made


@pytest.fixture
def rows_read() -> Iterator[list[object]]:
    """Every row that this thread reads from the default persona's file."""
    rows: list[object] = []

    def note(_cursor: object, row: tuple[object, ...]) -> tuple[object, ...]:
        rows.append(row)
        return row

    with database.reused_connections():
        with connect("default", create=True) as connection:
            connection.row_factory = note
        yield rows


@pytest.mark.parametrize("name", CALLS)
def test_no_more_rows_are_read_than_are_asked_for(session: int, rows_read: list[object], name: str) -> None:
    CALLS[name](session)
    assert 0 < len(rows_read) <= ASKED + SPARE


def test_around_a_message_as_much_is_read_on_both_sides(session: int, rows_read: list[object]) -> None:
    page = read(pages.page_around, session, 30, ASKED)
    assert len(page.messages) == ASKED
    assert len(rows_read) <= 2 * ASKED + SPARE


def test_counting_ends_where_the_count_no_longer_matters(
    session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(to_remember.user_messages_since, session, 7) == 7
    monkeypatch.setattr(to_remember, "COUNTED_AT_MOST", 9)
    amount = read(to_remember.amount_to_remember, session)
    assert (amount.messages, amount.user_messages, amount.is_more) == (9, 5, True)
    assert amount.size == sum(len(f"Message {number}") for number in range(10))


def test_a_gap_is_counted_no_further_than_it_matters(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    database.save_memory(session, "The end", "default", 51, 60)
    database.set_last_memory_message_id(session, 60)
    assert read(to_remember.amount_to_remember, session).gap == (1, 50, 50)
    monkeypatch.setattr(to_remember, "COUNTED_AT_MOST", 9)
    assert read(to_remember.amount_to_remember, session).gap == (1, 9, 9)


def test_a_span_is_counted_up_to_its_bound(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert COUNTED_SPAN > 0
    monkeypatch.setattr(spans, "COUNTED_SPAN", 9)
    found = read(spans.get_span, session, 1, 60)
    assert found is not None
    assert found.messages == 10


def test_the_messages_of_a_listed_memory_are_counted_up_to_a_bound(
    session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.save_memory(session, "The pier", "default", 1, 60)
    monkeypatch.setattr(provenance, "COUNTED_SPAN", 9)
    (memory,) = read(provenance.list_memories)
    assert memory.span is not None
    assert memory.span.messages == 10


def test_no_more_memories_about_what_was_said_are_read_than_may_fit(rows_read: list[object]) -> None:
    for number in range(50):
        database.save_memory(None, f"The pier {number}")
    index_all()
    rows_read.clear()
    found = read(relevance.memories_to_plan, [say("pier")], 1, len, lambda _number: 0)
    assert found.relevant is not None
    assert len(found.relevant) == relevance.FURTHER
    assert len([row for row in rows_read if "The pier 1" in repr(row)]) <= relevance.FURTHER


def test_memories_with_a_word_are_counted_until_it_tells_nothing(
    rows_read: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(50):
        database.save_memory(None, f"The pier {number}")
    index_all()
    monkeypatch.setattr(relevance, "MOST_MATCHES", 9)
    rows_read.clear()
    assert read(relevance.memories_to_plan, [say("tea")], 1, len, lambda _number: 0).relevant == {}
    nothing = len(rows_read)
    assert read(relevance.memories_to_plan, [say("pier")], 1, len, lambda _number: 0).relevant == {}
    # By its beginning, then as it is. More than half of all memories have it.
    assert len(rows_read) - 2 * nothing == 2 * 26


def steps_of_saying(after: int) -> int:
    """How many steps SQLite takes to store what the person says after so many messages."""
    made = database.create_session()
    steps: list[int] = []
    with writing("default") as file:
        for _ in range(after):
            insert_message(file, made, "Hello", 1, "You")
    file.connection.set_progress_handler(lambda: steps.append(1), 1)
    write(saying.save_said, "Hello", made, "A title")
    file.connection.set_progress_handler(None, 0)
    return len(steps)


def test_whether_a_message_is_the_persons_first_takes_no_look_at_all_others() -> None:
    with database.reused_connections():
        few, many = steps_of_saying(3), steps_of_saying(3_000)
    assert 0 < many <= few + 1_000


def test_the_usual_length_is_that_of_the_last_ten_replies() -> None:
    session = database.create_session()
    for output in [9_000] * 5 + [100] * 10:
        write(receipts.record_spending, session, receipts.REPLY, "m", Usage(1, output), 1)
    assert read(receipts.usual_output, session) == 100


def test_what_was_sent_last_is_looked_for_among_the_newest_four(session: int) -> None:
    write(receipts.store_receipt, 57, "hash", b"system", b"content")
    found = read(receipts.newest_receipt, session)
    assert found is not None
    assert found.message_id == 57
    database.save_message("One more", True, session_id=session)
    assert read(receipts.newest_receipt, session) is None


@pytest.mark.parametrize("ends", [(10, 5), (10, 61), (0, 10), (1, 999), (62, 62)])
def test_a_memory_by_hand_begins_and_ends_at_messages_of_its_conversation(
    session: int, ends: tuple[int, int]
) -> None:
    other = database.create_session("Other")
    for _ in range(2):
        database.save_message("Elsewhere", True, session_id=other)
    with pytest.raises(InvalidInput, match="no longer in the conversation"):
        write(provenance.store_memory, session, "The pier", *ends)
    assert database.get_all_memories() == []
    assert write(provenance.store_memory, session, "The pier", 5, 10)


@pytest.mark.parametrize("odd", [2**63, -(2**63), 1.0, "1", True])
@pytest.mark.parametrize(
    "call",
    [
        lambda odd: read(pages.newest_page, odd, 5),
        lambda odd: read(pages.page_before, 1, odd, 5),
        lambda odd: read(pages.page_after, 1, odd, 5),
        lambda odd: read(pages.page_around, 1, odd, 5),
        lambda odd: read(pages.messages_by_ids, 1, [odd]),
        lambda odd: read(pages.memory_ranges, odd),
        lambda odd: read(find.find_step, 1, odd, len),
        lambda odd: read(find.find_step, odd, 1, len),
        lambda odd: read(receipts.get_receipt, odd),
        lambda odd: read(receipts.session_spending, odd),
        lambda odd: read(receipts.usual_output, odd),
        lambda odd: read(to_remember.remembered_until, odd),
        lambda odd: read(to_remember.amount_to_remember, odd),
        lambda odd: read(to_remember.messages_between, 1, 1, odd, 5),
        lambda odd: write(provenance.set_pinned, odd, pinned=True),
        lambda odd: write(provenance.forget_memory, odd),
        lambda odd: read(spans.get_span, 1, odd, 5),
    ],
    ids=range(17),
)  # fmt: skip
def test_what_is_no_id_is_refused_by_name(call: Callable[[object], object], odd: object) -> None:
    with pytest.raises(InvalidInput, match="is not the id of a"):
        call(odd)
