from pathlib import Path

import pytest
from support.files import accept_rows, refuse_rows
from support.on_file import store_profile

from personaui_desktop.database import (
    create_session,
    get_all_sessions,
    get_chat_history,
    get_session,
    save_memory,
    save_message,
    set_last_memory_message_id,
)
from personaui_desktop.errors import InvalidInput, PersonaFileError, UnknownPersona
from personaui_desktop.operations import messages, sessions
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.personas import Profile


def test_the_first_words_make_a_conversation_and_its_title() -> None:
    store_profile(Profile("Mia", greeting="Hi!"))
    operation = messages.say("default", None, "Did the storm take\nthe old pier?")
    said = operation.work()
    session = get_session(said.session_id, "default")
    assert session is not None
    assert session["title"] == "Did the storm take the old pier?"
    assert [message["message"] for message in get_chat_history()] == [
        "Hi!",
        "Did the storm take\nthe old pier?",
    ]
    topics = {change.topic: change for change in operation.announces(said)}
    assert topics[Topic.MESSAGES].ids == (said.message_id,)
    assert Topic.SESSIONS in topics


def test_an_untitled_conversation_is_titled_by_its_first_message_only() -> None:
    session_id = sessions.create("default").work()
    messages.say("default", session_id, "About the sea").work()
    messages.say("default", session_id, "About the land").work()
    session = get_session(session_id, "default")
    assert session is not None
    assert session["title"] == "About the sea"


def test_a_title_that_a_person_gave_stays() -> None:
    session_id = create_session("Mine", "default")
    messages.say("default", session_id, "Hello").work()
    session = get_session(session_id, "default")
    assert session is not None
    assert session["title"] == "Mine"


def test_a_moved_marker_does_not_make_a_later_message_the_first() -> None:
    session_id = create_session(persona_id="default")
    first = save_message("Before titles", True, session_id=session_id)
    set_last_memory_message_id(session_id, first)
    messages.say("default", session_id, "Long after").work()
    session = get_session(session_id, "default")
    assert session is not None
    assert session["title"] == "New conversation"


def test_what_cannot_be_stored_leaves_no_session_behind_and_can_be_said_again(data_dir: Path) -> None:
    store_profile(Profile("Mia", greeting="Hi!"))
    refuse_rows(data_dir / "main.db", "chat_messages", when="is_user")
    operation = messages.say("default", None, "Hello")
    with pytest.raises(PersonaFileError):
        operation.work()
    assert get_all_sessions("default") == []
    accept_rows(data_dir / "main.db", "chat_messages")
    operation.work()
    assert [session["title"] for session in get_all_sessions("default")] == ["Hello"]


def test_saying_something_to_a_deleted_persona_makes_no_file(data_dir: Path) -> None:
    for session_id in (None, 1):
        with pytest.raises(UnknownPersona):
            messages.say("gone", session_id, "Hello").work()
    with pytest.raises(UnknownPersona):
        sessions.create("gone").work()
    assert list(data_dir.iterdir()) == []


def test_pages_walk_through_the_whole_conversation() -> None:
    session_id = create_session("Long", "default")
    ids = [save_message(str(number), True, session_id=session_id) for number in range(25)]
    page = messages.newest_page("default", session_id, 10).work()
    seen = [message.id for message in page.messages]
    while page.has_older:
        page = messages.page_before("default", session_id, seen[0], 10).work()
        seen = [message.id for message in page.messages] + seen
    assert seen == ids
    assert not messages.newest_page("default", session_id, 10).work().has_newer


def test_only_messages_that_exist_are_fetched() -> None:
    session_id = create_session("Some", "default")
    there = save_message("Here", True, session_id=session_id)
    assert [message.id for message in messages.fetch("default", session_id, [there, 999]).work()] == [there]


def test_memory_ranges_are_those_of_active_memories() -> None:
    session_id = create_session("Ranges", "default")
    ids = [save_message(str(number), True, session_id=session_id) for number in range(4)]
    save_memory(session_id, "Something", "default", ids[0], ids[2])
    ranges, marker = messages.memory_ranges("default", session_id).work()
    assert ranges == [(ids[0], ids[2])]
    assert marker is None


@pytest.mark.parametrize("text", ["a\0b", "😀 " * 10, "x" * 100_000])
def test_what_is_said_is_stored_as_it_was(text: str) -> None:
    messages.say("default", None, text).work()
    assert get_chat_history()[-1]["message"] == text


def test_an_edit_and_a_deletion_are_told_and_need_some_text() -> None:
    session = create_session("A talk")
    made = [save_message(text, True, session_id=session) for text in ("One", "Two", "Three")]
    editing = messages.edit("default", session, made[0], "Eins")
    changes = list(editing.announces(editing.work()))
    assert changes[0] == Change(Topic.MESSAGES, "default", session, (made[0],))
    assert changes[1].topic is Topic.SESSIONS
    deleting = messages.delete("default", session, made[1:2])
    changes = list(deleting.announces(deleting.work()))
    assert changes[0] == Change(Topic.MESSAGES, "default", session, (made[1],), How.REMOVED)
    with pytest.raises(InvalidInput, match="needs some text"):
        messages.edit("default", session, made[0], " \n").work()
    found = messages.newest_page("default", session).work().messages
    assert [each.text for each in found] == ["Eins", "Three"]
    deletion = messages.delete_range("default", session, made[0], made[2])
    changes = list(deletion.announces(deletion.work()))
    assert changes[0] == Change(Topic.MESSAGES, "default", session, (made[0], made[2]), How.REMOVED)
    assert messages.newest_page("default", session).work().messages == []
