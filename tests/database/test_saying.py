import pytest
from support.on_file import write

from personaui_desktop import database
from personaui_desktop.database.saying import Opening, open_session, save_said
from personaui_desktop.errors import InvalidInput, UnknownPersona, UnknownSession


def title_of(session_id: int) -> str:
    return database.get_session(session_id)["title"]


def test_a_new_session_comes_with_its_greeting_message_and_title() -> None:
    session_id, message_id = write(save_said, "Hello", Opening("Mia", "Hi!"), "Hello")
    history = database.get_chat_history(session_id=session_id)
    assert [(row["message"], row["is_user"], row["character_name"]) for row in history] == [
        ("Hi!", False, "Mia"),
        ("Hello", True, "Assistant"),
    ]
    assert history[-1]["id"] == message_id
    assert title_of(session_id) == "Hello"


def test_only_the_first_message_titles_an_untitled_session() -> None:
    session_id = write(open_session, Opening("Mia"))
    assert database.get_chat_history() == []
    write(save_said, "one", session_id, "One")
    write(save_said, "two", session_id, "Two")
    assert title_of(session_id) == "One"
    database.update_session_title(session_id, "New conversation")
    write(save_said, "three", session_id, "Three")
    assert title_of(session_id) == "New conversation"


def test_a_title_that_is_there_stays_and_an_empty_one_is_none() -> None:
    mine = database.create_session("Mine")
    write(save_said, "one", mine, "One")
    assert title_of(mine) == "Mine"
    session_id, _ = write(save_said, " ", Opening("Mia"), "")
    assert title_of(session_id) == "New conversation"


def test_nothing_is_stored_where_something_is_wrong(data_dir) -> None:
    with pytest.raises(UnknownPersona):
        write(save_said, "x", Opening("Mia"), "X", on="gone")
    assert list(data_dir.iterdir()) == []
    for opening in (Opening("Mia", "\ud800"), Opening("\ud800", "Hi!")):
        with pytest.raises(InvalidInput):
            write(save_said, "x", opening, "X")
    with pytest.raises(UnknownSession):
        write(save_said, "x", 7, "X")
    assert database.get_all_sessions("default") == []
