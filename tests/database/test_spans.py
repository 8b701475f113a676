"""When, where and how many: read by keys, whatever lies between and beside a range."""

from support.on_file import read

from personaui_desktop.database import create_persona_db, create_session, save_memory
from personaui_desktop.database.connection import connect
from personaui_desktop.database.provenance import list_memories
from personaui_desktop.database.spans import get_span
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.records.memories import COUNTED_SPAN, Span


def interleave(count: int) -> tuple[int, int]:
    """Two sessions whose messages take turns, the first from id 1 on, each on a day of its own."""
    create_persona_db("default")
    roast, other = create_session("Sunday roast"), create_session("Other")
    rows = [
        (
            number,
            (other, roast)[number % 2],
            "said",
            True,
            f"2026-11-{10 + number % 2} 08:00:{number % 60:02}",
        )
        for number in range(1, count + 1)
    ]
    store = "INSERT INTO chat_messages (id, session_id, message, is_user, timestamp) VALUES (?, ?, ?, ?, ?)"
    with connect("default") as connection:
        connection.executemany(store, rows)
    return roast, other


def test_a_range_is_counted_in_its_own_conversation_only(data_dir) -> None:
    roast, other = interleave(40)
    assert read(get_span, roast, 1, 39) == Span(
        "Sunday roast", "2026-11-11 08:00:01", "2026-11-11 08:00:39", 20
    )
    assert read(get_span, other, 1, 39) == Span("Other", "2026-11-10 08:00:02", "2026-11-10 08:00:38", 19)
    assert read(get_span, roast, 2, 2) is None
    assert read(get_span, 99, 1, 39) is None


def test_a_memory_is_listed_with_its_range_though_its_ends_are_gone(data_dir) -> None:
    roast, _ = interleave(40)
    save_memory(roast, "He cooks.", "default", 1, 39)
    with connect("default") as connection:
        connection.execute("DELETE FROM chat_messages WHERE id IN (1, 39)")
    assert read(list_memories)[0].span == Span(
        "Sunday roast", "2026-11-11 08:00:03", "2026-11-11 08:00:37", 18
    )


def test_a_memory_without_messages_has_no_range(data_dir) -> None:
    roast, _ = interleave(4)
    save_memory(roast, "He cooks.", "default")
    save_memory(77, "Long gone.", "default", 1, 3)
    assert [memory.span for memory in read(list_memories)] == [None, None]


def test_counting_ends_where_it_would_take_long(data_dir) -> None:
    roast, _ = interleave(2 * COUNTED_SPAN + 100)
    found = read(get_span, roast, 1, 2 * COUNTED_SPAN + 100)
    assert found is not None
    assert found.messages == COUNTED_SPAN + 1


def test_no_message_is_looked_at_but_by_its_key(data_dir) -> None:
    interleave(4)
    values = {"provenance.list_memories": (COUNTED_SPAN,), "spans.span": (1, 1, 3, COUNTED_SPAN)}
    with connect("default") as connection:
        for query, parameters in values.items():
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql(query)}", parameters)]
            looked = [step for step in plan if "chat_messages" in step]
            assert looked
            assert all(step.startswith("SEARCH") and "session_id=? AND rowid>?" in step for step in looked)
            assert not any("ORDER BY" in step and "chat_messages" in step for step in plan)
