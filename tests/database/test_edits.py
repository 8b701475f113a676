import pytest
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import edits, replies, undo_steps
from personaui_desktop.database.messages import delete_messages
from personaui_desktop.database.provenance import list_memories, store_memory
from personaui_desktop.errors import CannotUndo, InvalidInput
from personaui_desktop.records.memories import SourceState


@pytest.fixture
def session() -> int:
    made = database.create_session("A talk")
    for text in ("one", "two", "three"):
        database.save_message(text, True, session_id=made)
    return made


def texts(session: int) -> list[str]:
    return [each["message"] for each in database.get_chat_history(session_id=session)]


def test_an_edit_changes_one_message_and_can_be_taken_back(session: int) -> None:
    assert write(edits.edit_message, 2, "zwei") is not None
    assert texts(session) == ["one", "zwei", "three"]
    read(undo_steps.undo)
    assert texts(session) == ["one", "two", "three"]
    read(undo_steps.redo)
    assert texts(session) == ["one", "zwei", "three"]


def test_the_same_text_is_no_edit(session: int) -> None:
    write(edits.put_edit_draft, 2, "two")
    assert write(edits.edit_message, 2, "two") is None
    assert read(undo_steps.history).undo is None
    assert read(edits.get_edit_drafts, session) == {}


def test_what_is_gone_or_arriving_cannot_be_edited(session: int) -> None:
    with pytest.raises(InvalidInput, match="no longer exists"):
        write(edits.edit_message, 99, "text")
    arriving = write(replies.begin_reply, session, "Mia", "run")
    with pytest.raises(InvalidInput, match="still being written"):
        write(edits.edit_message, arriving, "text")


def test_an_edit_that_another_program_changed_since_stays(session: int) -> None:
    write(edits.edit_message, 3, "drei")
    database.update_last_message_text(session, "tre")
    with pytest.raises(CannotUndo, match="changed since"):
        read(undo_steps.undo)
    assert texts(session)[-1] == "tre"


def test_a_memory_follows_an_edit_and_its_taking_back(session: int) -> None:
    write(store_memory, session, "They count", 1, 3)
    assert read(list_memories)[0].source is SourceState.SAME
    write(edits.edit_message, 2, "zwei")
    assert read(list_memories)[0].source is SourceState.CHANGED
    read(undo_steps.undo)
    assert read(list_memories)[0].source is SourceState.SAME


def test_a_draft_stays_until_it_is_saved_or_forgotten_and_comes_back_with_its_message(session: int) -> None:
    assert write(edits.put_edit_draft, 2, "zw")
    assert write(edits.put_edit_draft, 2, "zwei")
    assert write(edits.put_edit_draft, 3, "")
    other = database.create_session()
    assert read(edits.get_edit_drafts, other) == {}
    assert read(edits.get_edit_drafts, session) == {2: "zwei", 3: ""}
    write(delete_messages, session, [2])
    assert read(edits.get_edit_drafts, session) == {3: ""}
    read(undo_steps.undo)
    assert read(edits.get_edit_drafts, session) == {2: "zwei", 3: ""}
    write(edits.edit_message, 2, "zwei")
    assert write(edits.put_edit_draft, 3, None)
    assert read(edits.get_edit_drafts, session) == {}


def test_the_draft_for_a_message_that_is_gone_says_so(session: int) -> None:
    assert write(edits.put_edit_draft, 99, "text") is False
    assert write(edits.put_edit_draft, 99, None) is False
    assert read(edits.get_edit_drafts, session) == {}
