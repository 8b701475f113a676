from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.on_file import write

from personaui_desktop import database
from personaui_desktop.database import replies
from personaui_desktop.database.answers import MessageAnswer
from personaui_desktop.errors import InvalidInput, UnknownSession


def talk(count: int, session_id: int | None = None) -> list[int]:
    with database.reused_connections():
        return [
            database.save_message(f"message {number}", number % 2 == 0, session_id=session_id)
            for number in range(count)
        ]


def texts(messages: list[MessageAnswer]) -> list[str]:
    return [message["message"] for message in messages]


def test_a_message_of_a_new_persona_makes_file_and_session(data_dir: Path) -> None:
    message_id = database.save_message("hello", True, persona_id="mia")
    assert (data_dir / "persona_mia.db").is_file()
    (message,) = database.get_chat_history(persona_id="mia")
    assert message["id"] == message_id
    assert message["message"] == "hello"
    assert message["is_user"] is True
    assert message["memorized"] is False
    assert message["character_name"] == "Assistant"
    assert set(message) >= {"id", "message", "is_user", "timestamp", "character_name", "memorized"}


def test_history_is_paged_from_the_newest_and_reads_oldest_first() -> None:
    talk(7)
    assert texts(database.get_chat_history(limit=3)) == ["message 4", "message 5", "message 6"]
    assert texts(database.get_chat_history(limit=3, offset=3)) == ["message 1", "message 2", "message 3"]
    assert texts(database.get_chat_history(limit=3, offset=6)) == ["message 0"]
    assert database.get_chat_history(limit=0) == []
    assert len(database.get_chat_history(limit=10**30)) == 7
    assert database.get_chat_history(offset=10**30) == []


@pytest.mark.parametrize("absurd", [-1, True, 1.5, "3", None])
def test_absurd_limits_and_offsets_are_refused(absurd: object) -> None:
    for call in (
        lambda: database.get_chat_history(limit=absurd),
        lambda: database.get_chat_history(offset=absurd),
        lambda: database.get_conversation_context(limit=absurd),
        lambda: database.get_messages_since_marker(1, limit=absurd),
    ):
        with pytest.raises(InvalidInput):
            call()


def test_none_means_the_most_recently_updated_session() -> None:
    first, second = database.create_session("one"), database.create_session("two")
    database.save_message("in two", True)
    assert texts(database.get_chat_history(session_id=second)) == ["in two"]
    database.save_message("in one", True, session_id=first)
    assert texts(database.get_chat_history()) == ["in one"]
    assert database.get_current_session_id() == first
    database.save_message("again", True)
    assert database.get_message_count(first) == 2
    assert database.get_session_message_count() == 2
    assert database.get_total_message_count() == 3


def test_an_unknown_session_is_refused_and_nothing_is_stored(data_dir: Path) -> None:
    with pytest.raises(UnknownSession):
        database.save_message("lost", True, session_id=7, persona_id="nobody")
    assert not (data_dir / "persona_nobody.db").exists()
    talk(1)
    with pytest.raises(UnknownSession):
        database.save_message("lost", True, session_id=7)
    assert database.get_total_message_count() == 1


@pytest.mark.parametrize("bad", [True, "1", 1.0, 2**70])
def test_an_id_that_is_no_id_is_refused(bad: object) -> None:
    with pytest.raises(InvalidInput):
        database.save_message("x", True, session_id=bad)
    with pytest.raises(InvalidInput):
        database.get_chat_history(session_id=bad)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", 7, None, b"x"])
def test_text_that_cannot_be_stored_is_refused_and_nothing_is_stored(data_dir: Path, text: object) -> None:
    with pytest.raises(InvalidInput):
        database.save_message(text, True)
    with pytest.raises(InvalidInput):
        database.save_message("x", True, character_name=text)
    assert list(data_dir.iterdir()) == []


@settings(max_examples=40)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_texts_read_back_equal(said: list[str]) -> None:
    with database.reused_connections():
        session = database.create_session()
        for text in said:
            database.save_message(text, True, text, session)
        found = database.get_chat_history(limit=10, session_id=session)
    assert texts(found) == said
    assert [message["character_name"] for message in found] == said


def test_nul_and_ten_megabytes_read_back_equal() -> None:
    text = "a\0b" + "ü" * 5_000_000
    database.save_message(text, False)
    assert texts(database.get_chat_history()) == [text]
    assert database.get_conversation_context() == [{"role": "assistant", "content": text}]


def test_context_joins_neighbours_of_one_role_and_keeps_a_leading_reply() -> None:
    for text, is_user in (
        ("old", True),
        ("hello", False),
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", False),
    ):
        database.save_message(text, is_user)
    assert database.get_conversation_context(limit=5) == [
        {"role": "assistant", "content": "hello"},
        {"role": "user", "content": "a\n\nb"},
        {"role": "assistant", "content": "c\n\nd"},
    ]
    assert database.get_conversation_context(limit=0) == []
    assert database.get_conversation_context(session_id=99) == []


def test_context_counts_blank_messages_but_leaves_them_out() -> None:
    database.save_message("hello", True)
    for blank in ("", "  ", "\n\t", "\u3000\u00a0"):
        database.save_message(blank, False)
    database.save_message("still there?", True)
    assert database.get_conversation_context(limit=5) == [{"role": "user", "content": "still there?"}]
    assert database.get_conversation_context(limit=6) == [
        {"role": "user", "content": "hello\n\nstill there?"}
    ]


def test_context_is_of_the_last_messages_whatever_they_are() -> None:
    database.save_message("hello", True)
    session = database.get_current_session_id()
    reply = write(replies.begin_reply, session, "Mia", "run")
    write(replies.store_reply_text, reply, "half a sent")
    assert database.get_conversation_context(limit=1) == [{"role": "assistant", "content": "half a sent"}]


@pytest.mark.parametrize("character", [chr(code) for code in range(0x3001) if chr(code).isspace()])
def test_every_kind_of_space_is_blank(character: str) -> None:
    database.save_message(character, True)
    assert database.get_conversation_context() == []


def test_clearing_removes_messages_and_sessions_but_no_memories() -> None:
    talk(2)
    database.save_memory(1, "kept")
    database.clear_chat_history()
    assert database.get_total_message_count() == 0
    assert database.get_all_sessions() == []
    assert [memory["content"] for memory in database.get_all_memories()] == ["kept"]
    database.save_message("new", True)
    assert database.get_current_session_id() == 2, "ids are not used twice: the memory belongs to session 1"


def test_counting_from_the_marker() -> None:
    ids = talk(6)
    session = database.get_current_session_id()
    assert database.get_user_message_count_since_marker(session) == 3
    assert database.get_messages_since_marker(session)["total"] == 6
    database.set_last_memory_message_id(session, ids[2])
    assert database.get_user_message_count_since_marker(session) == 1
    since = database.get_messages_since_marker(session, limit=2)
    assert texts(since["messages"]) == ["message 4", "message 5"]
    assert (since["total"], since["truncated"]) == (3, True)
    assert database.get_messages_since_marker(session, limit=3)["truncated"] is False


def test_the_last_message_is_read_changed_and_deleted() -> None:
    ids = talk(2)
    session = database.get_current_session_id()
    assert database.get_max_message_id(session) == ids[1]
    assert database.update_last_message_text(session, "changed") is True
    assert database.get_last_message(session)["message"] == "changed"
    deleted = database.delete_last_message(session)
    assert (deleted["id"], deleted["message"], deleted["is_user"]) == (ids[1], "changed", False)
    assert database.get_last_message(session)["id"] == ids[0]
    with pytest.raises(InvalidInput):
        database.update_last_message_text(session, "\udc00")


def test_rows_that_do_not_exist_answer_false_or_none(data_dir: Path) -> None:
    for persona_id in ("nobody", "default"):
        assert database.get_chat_history(session_id=5, persona_id=persona_id) == []
        assert database.get_message_count(5, persona_id) == 0
        assert database.get_max_message_id(5, persona_id) is None
        assert database.get_last_message(5, persona_id) is None
        assert database.delete_last_message(5, persona_id) is None
        assert database.update_last_message_text(5, "x", persona_id) is False
        assert database.get_user_message_count_since_marker(5, persona_id) == 0
        nothing = {"messages": [], "total": 0, "truncated": False}
        assert database.get_messages_since_marker(None, persona_id) == nothing
        assert database.get_messages_since_marker(5, persona_id) == nothing
        database.clear_chat_history(persona_id)
    assert list(data_dir.iterdir()) == [], "looking makes no file"


def test_memorized_follows_ranges_and_only_without_them_the_marker() -> None:
    ids = talk(6)
    session = database.get_current_session_id()

    def memorized() -> list[int]:
        return [message["id"] for message in database.get_chat_history() if message["memorized"]]

    database.set_last_memory_message_id(session, ids[3])
    assert memorized() == ids[:4]
    memory = database.save_memory(session, "range", start_message_id=ids[1], end_message_id=ids[2])
    database.save_memory(session, "no range")
    database.save_memory(session, "half a range", start_message_id=ids[5])
    assert memorized() == ids[1:3]
    assert database.get_last_message(session)["memorized"] is False
    database.toggle_memory_status(memory)
    assert memorized() == ids[:4]
