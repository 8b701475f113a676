import pytest

from personaui_desktop import database
from personaui_desktop.errors import InvalidInput


def test_a_memory_is_saved_listed_changed_and_switched() -> None:
    session = database.create_session()
    memory = database.save_memory(session, "likes tea", start_message_id=1, end_message_id=4)
    (record,) = database.get_all_memories()
    assert record.pop("created_at")
    assert record == {
        "id": memory,
        "session_id": session,
        "persona_id": "default",
        "content": "likes tea",
        "is_active": True,
        "start_message_id": 1,
        "end_message_id": 4,
    }
    assert database.get_last_memory_message_id(session) is None, "saving does not move the marker"
    assert database.update_memory(memory, "likes coffee") is True
    assert database.toggle_memory_status(memory) is True
    (record,) = database.get_all_memories()
    assert (record["content"], record["is_active"]) == ("likes coffee", False)
    assert database.get_all_memories(active_only=True) == database.get_active_memories() == []
    database.toggle_memory_status(memory)
    assert [record["id"] for record in database.get_active_memories()] == [memory]


def test_the_newest_comes_first_and_personas_are_apart() -> None:
    ids = [database.save_memory(None, str(number), "mia") for number in range(3)]
    assert [record["id"] for record in database.get_all_memories(persona_id="mia")] == ids[::-1]
    assert database.get_all_memories() == []


def test_deleting_sets_the_marker_to_the_highest_end_left_for_the_session() -> None:
    session, other = database.create_session(), database.create_session()
    first = database.save_memory(session, "a", start_message_id=1, end_message_id=5)
    second = database.save_memory(session, "b", start_message_id=6, end_message_id=9)
    elsewhere = database.save_memory(other, "c", start_message_id=10, end_message_id=20)
    database.toggle_memory_status(first)
    database.set_last_memory_message_id(session, 9)
    database.set_last_memory_message_id(other, 20)
    assert database.delete_memory(second) is True
    assert database.get_last_memory_message_id(session) == 5
    assert database.delete_memory(first) is True
    assert database.get_last_memory_message_id(session) is None
    assert database.get_last_memory_message_id(other) == 20
    database.delete_session(other)
    assert database.delete_memory(elsewhere) is True


def test_the_marker_is_set_and_taken_away() -> None:
    session = database.create_session()
    assert database.set_last_memory_message_id(session, 3) is True
    assert database.get_last_memory_message_id(session) == 3
    assert database.get_last_memory_message_id(None) == 3
    assert database.set_last_memory_message_id(session, None) is True
    assert database.get_last_memory_message_id(session) is None


def test_none_is_the_most_recently_updated_session_or_none() -> None:
    database.save_memory(None, "before any session")
    session = database.create_session()
    database.save_memory(None, "after")
    assert [record["session_id"] for record in database.get_all_memories()] == [session, None]


def test_memories_that_do_not_exist() -> None:
    for persona_id in ("nobody", "default"):
        assert database.update_memory(5, "x", persona_id) is False
        assert database.toggle_memory_status(5, persona_id) is False
        assert database.delete_memory(5, persona_id) is False
        assert database.set_last_memory_message_id(5, 1, persona_id) is False
        assert database.set_last_memory_message_id(None, 1, persona_id) is False
        assert database.get_last_memory_message_id(5, persona_id) is None
        assert database.get_last_memory_message_id(None, persona_id) is None


@pytest.mark.parametrize("bad", [True, "1", 2.0])
def test_bad_ids_and_texts_are_refused(bad: object) -> None:
    with pytest.raises(InvalidInput):
        database.toggle_memory_status(bad)
    with pytest.raises(InvalidInput):
        database.save_memory(bad, "x")
    with pytest.raises(InvalidInput):
        database.save_memory(None, "x", start_message_id=bad)
    with pytest.raises(InvalidInput):
        database.save_memory(None, "\ud800")
    assert database.get_all_memories() == []
