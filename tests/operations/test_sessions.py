import pytest
from support.on_file import store_profile, write

from personaui_desktop.database import (
    create_session,
    delete_session,
    get_all_memories,
    get_all_sessions,
    get_chat_history,
    get_session,
    save_memory,
    save_message,
)
from personaui_desktop.database.branches import park_tail
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations import messages, sessions
from personaui_desktop.records.changes import Topic
from personaui_desktop.records.personas import Profile


def test_a_new_conversation_opens_with_the_persona_greeting() -> None:
    store_profile(Profile("Mia", greeting="Hello, I am {{char}}."))
    session_id = sessions.create("default").work()
    history = get_chat_history(session_id=session_id)
    assert [(message["message"], message["is_user"], message["character_name"]) for message in history] == [
        ("Hello, I am Mia.", False, "Mia")
    ]


def test_without_a_greeting_it_opens_empty() -> None:
    store_profile(Profile("Mia"))
    assert get_chat_history(session_id=sessions.create("default").work()) == []


def test_the_listing_is_newest_first_and_previews_the_last_message() -> None:
    store_profile(Profile("Mia", greeting="Hi!"))
    first = sessions.create("default").work()
    second = sessions.create("default").work()
    listing = sessions.listing("default").work()
    assert [session.id for session in listing] == [second, first]
    assert listing[0].preview == "Hi!"


def test_a_title_is_one_line_and_not_empty() -> None:
    session_id = sessions.create("default").work()
    sessions.rename("default", session_id, "  The\nlighthouse \t at Sker ").work()
    session = get_session(session_id, "default")
    assert session is not None
    assert session["title"] == "The lighthouse at Sker"
    with pytest.raises(InvalidInput, match="title"):
        sessions.rename("default", session_id, " \n ").work()


def test_deleting_a_conversation_for_good_keeps_its_memories_and_tells_of_both() -> None:
    session_id = sessions.create("default").work()
    save_memory(session_id, "Likes tea.", "default")
    operation = sessions.delete_for_good("default", [session_id])
    assert operation.work() == 0
    assert get_session(session_id) is not None
    sessions.trash("default", [session_id]).work()
    assert operation.work() == 1
    assert {change.topic for change in operation.announces(1)} == {
        Topic.SESSIONS,
        Topic.MEMORIES,
        Topic.PROPOSALS,
    }
    assert get_all_sessions("default") == []
    assert [memory["content"] for memory in get_all_memories()] == ["Likes tea."]


def test_the_first_page_says_what_is_pinned_and_how_many_are_kept_out_of_sight() -> None:
    ids = [sessions.create("default").work() for _ in range(5)]
    sessions.pin("default", ids[:1], True).work()
    sessions.archive("default", ids[1:3], True).work()
    sessions.trash("default", ids[2:4]).work()
    page = sessions.first_page("default").work()
    assert [each.id for each in page.pinned] == ids[:1]
    assert [each.id for each in page.newest] == ids[4:]
    assert page.kept == (1, 2)


def test_a_parked_tail_is_none_of_the_sessions_that_are_listed() -> None:
    session = create_session("Tea")
    said = [save_message(text, True, session_id=session) for text in "12"]
    branch = write(park_tail, session, said[1])
    assert sessions.some("default", [session, branch]).work().sessions.keys() == {session, branch}
    assert sessions.some("default", [branch]).work().sessions == {branch: None}
    delete_session(session)
    found = sessions.some("default", [branch]).work().sessions[branch]
    assert found is not None, "without its trunk it is listed by itself"


def test_what_is_written_in_is_taken_out_of_the_trash() -> None:
    session_id = sessions.create("default").work()
    sessions.trash("default", [session_id]).work()
    messages.say("default", session_id, "Wait!").work()
    assert sessions.empty_trash("default").work() == 0
    assert get_session(session_id) is not None
