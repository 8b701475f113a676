import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.on_file import read

from personaui_desktop import database
from personaui_desktop.database import pages
from personaui_desktop.database.connection import connect
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.messages import MessagePage


@pytest.fixture
def session() -> int:
    """A session of twenty messages with odd ids; the even ones belong to another session."""
    wanted, other = database.create_session(), database.create_session()
    with database.reused_connections():
        for number in range(40):
            database.save_message(str(number + 1), True, session_id=other if number % 2 else wanted)
    return wanted


def ids(page: MessagePage) -> list[int]:
    return [message.id for message in page.messages]


def test_newest_page(session: int) -> None:
    page = read(pages.newest_page, session, 3)
    assert (ids(page), page.has_older, page.has_newer) == ([35, 37, 39], True, False)
    assert (page.older, page.newer) == (17, 0)
    page = read(pages.newest_page, session, 20)
    assert (len(page.messages), page.has_older, page.older) == (20, False, 0)
    assert read(pages.newest_page, 99, 5) == MessagePage([], has_older=False, has_newer=False)


def test_pages_before_and_after(session: int) -> None:
    page = read(pages.page_before, session, 35, 2)
    assert (ids(page), page.has_older, page.has_newer) == ([31, 33], True, True)
    assert (page.older, page.newer) == (15, 3)
    page = read(pages.page_before, session, 5, 2)
    assert (ids(page), page.has_older, page.has_newer) == ([1, 3], False, True)
    page = read(pages.page_before, session, 10**6, 2)
    assert (ids(page), page.has_newer) == ([37, 39], False)
    page = read(pages.page_after, session, 35, 1)
    assert (ids(page), page.has_older, page.has_newer) == ([37], True, True)
    assert (page.older, page.newer) == (18, 1)
    page = read(pages.page_after, session, 35, 2)
    assert (ids(page), page.has_newer) == ([37, 39], False)
    assert read(pages.page_after, session, 0, 1).has_older is False


@pytest.mark.parametrize("size", [0, 1, 3])
def test_no_page_is_longer_than_was_asked_for(session: int, size: int) -> None:
    assert len(read(pages.newest_page, session, size).messages) == size
    assert len(read(pages.page_before, session, 30, size).messages) == size
    assert len(read(pages.page_after, session, 10, size).messages) == size
    assert len(read(pages.page_around, session, 20, size).messages) == size


@pytest.mark.parametrize("query", ["newest_messages", "messages_before", "messages_after"])
def test_no_more_rows_are_read_than_a_page_needs(session: int, query: str) -> None:
    values = {"newest_messages": (session,), "messages_before": (session, 41), "messages_after": (session, 0)}
    with connect("default") as connection:
        assert len(connection.execute(sql(f"pages.{query}"), (*values[query], 4)).fetchall()) == 4


@settings(max_examples=60)
@given(message_id=st.integers(-3, 45), size=st.integers(1, 25))
def test_a_page_around_is_full_and_has_its_message(session: int, message_id: int, size: int) -> None:
    page = read(pages.page_around, session, message_id, size)
    everything = list(range(1, 40, 2))
    found = ids(page)
    assert len(found) == min(size, 20)
    start = everything.index(found[0])
    assert found == everything[start : start + len(found)]
    assert page.has_older == (found[0] != 1)
    assert page.has_newer == (found[-1] != 39)
    assert (page.older, page.newer) == (start, len(everything) - start - len(found))
    if message_id in everything:
        assert message_id in found
    if page.has_older and page.has_newer:
        below = sum(each <= message_id for each in found)
        assert abs(below - (len(found) - below)) <= 1


def test_a_page_between_two_messages(session: int) -> None:
    page = read(pages.page_between, session, 5, 12, 50)
    assert (ids(page), page.has_older, page.has_newer) == ([5, 7, 9, 11], True, True)
    assert (page.older, page.newer) == (2, 14)
    page = read(pages.page_between, session, None, None, 50)
    assert (len(page.messages), page.has_older, page.has_newer) == (20, False, False)
    page = read(pages.page_between, session, 5, None, 3)
    assert (ids(page), page.has_older, page.has_newer) == ([35, 37, 39], True, False)
    assert read(pages.page_between, session, 6, 6, 3) == MessagePage([], has_older=True, has_newer=True)


def test_messages_by_ids_belong_to_the_session(session: int) -> None:
    found = read(pages.messages_by_ids, session, [39, 2, 1, 999])
    assert [message.id for message in found] == [1, 39]
    assert read(pages.messages_by_ids, session, []) == []
    with pytest.raises(InvalidInput):
        read(pages.messages_by_ids, session, ["1"])


def test_memory_ranges(session: int) -> None:
    assert read(pages.memory_ranges, session) == ([], None)
    database.save_memory(session, "x", start_message_id=3, end_message_id=7)
    database.set_last_memory_message_id(session, 7)
    assert read(pages.memory_ranges, session) == ([(3, 7)], 7)
    marked = [message.id for message in read(pages.newest_page, session, 50).messages if message.memorized]
    assert marked == [3, 5, 7]


def memorized(page: MessagePage) -> list[int]:
    return [message.id for message in page.messages if message.memorized]


def test_memories_of_other_messages_count_only_against_the_marker(session: int) -> None:
    database.set_last_memory_message_id(session, 39)
    assert memorized(read(pages.newest_page, session, 3)) == [35, 37, 39]
    database.save_memory(session, "x", start_message_id=3, end_message_id=7)
    assert memorized(read(pages.newest_page, session, 3)) == []
    assert memorized(read(pages.page_around, session, 7, 3)) == [5, 7]
    assert memorized(read(pages.page_after, session, 1, 3)) == [3, 5, 7]
    with connect("default") as connection:
        connection.execute(
            "INSERT INTO memories (session_id, content, start_message_id, end_message_id, is_active)"
            " VALUES (?, 'off', 1, 39, 0)",
            (session,),
        )
        connection.commit()
    assert memorized(read(pages.newest_page, session, 3)) == []
    database.save_memory(session, "y", start_message_id=1, end_message_id=39)
    assert memorized(read(pages.newest_page, session, 3)) == [35, 37, 39]
    assert memorized(read(pages.page_around, session, 21, 1)) == [21]


def test_the_newest_page_looks_at_no_memory_of_older_messages() -> None:
    database.init_persona_db()
    with connect("default") as connection:
        query = f"EXPLAIN QUERY PLAN {sql('pages.memory_ranges_between')}"
        plan = [row[3] for row in connection.execute(query, (1, 5, 9))]
    (step,) = plan
    assert "idx_memory_range (session_id=? AND end_message_id>?)" in step


@pytest.mark.parametrize("size", [-1, True, "5"])
def test_bad_sizes_are_refused(size: object) -> None:
    with pytest.raises(InvalidInput):
        read(pages.newest_page, 1, size)


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("pages.newest_messages", (1, 50)),
        ("pages.messages_before", (1, 500, 50)),
        ("pages.messages_after", (1, 500, 50)),
        ("chat.get_chat_history", (1, 50, 0)),
        ("chat.get_messages_since_marker", (1, 500, 50)),
        ("chat.get_last_message", (1,)),
        ("chat.count_user_messages_since_marker", (1, 500)),
        ("listing.list_sessions", ()),
    ],
)
def test_reading_goes_through_the_index_and_sorts_no_messages(query: str, values: tuple[int, ...]) -> None:
    database.init_persona_db()
    with connect("default") as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {database.sql(query)}", values)]
    assert any("chat_messages USING" in step and "idx_session_id (session_id=?" in step for step in plan), (
        plan
    )
    assert not any("chat_messages" in step and "SCAN" in step for step in plan), plan
    if query != "listing.list_sessions":
        assert not any("TEMP B-TREE" in step for step in plan), plan
