from pathlib import Path

import pytest

from personaui_desktop.database import (
    create_persona_db,
    create_session,
    delete_persona_db,
    get_last_memory_message_id,
    save_message,
    set_last_memory_message_id,
)
from personaui_desktop.errors import InvalidInput, UnknownPersona
from personaui_desktop.operations import memories, undo
from personaui_desktop.records.memories import SourceState


def test_a_memory_is_added_edited_switched_and_deleted() -> None:
    memory_id = memories.add("default", None, "  Likes tea. ").work()
    assert [memory.content for memory in memories.listing("default").work()] == ["Likes tea."]
    assert memories.edit("default", memory_id, "Likes coffee.").work()
    assert memories.switch("default", memory_id, False).work()
    assert memories.switch("default", memory_id, False).work()
    (memory,) = memories.listing("default").work()
    assert (memory.content, memory.is_active) == ("Likes coffee.", False)
    assert memories.delete("default", memory_id).work()
    assert memories.listing("default").work() == []


@pytest.mark.parametrize("content", ["", "  \n "])
def test_a_memory_needs_some_text(content: str) -> None:
    with pytest.raises(InvalidInput, match="some text"):
        memories.add("default", None, content).work()


def test_what_is_not_there_is_said_by_false() -> None:
    assert not memories.edit("default", 77, "x").work()
    assert not memories.switch("default", 77, True).work()
    assert not memories.delete("default", 77).work()


def test_a_deleted_memory_comes_back_as_it_was_and_so_does_its_marker() -> None:
    session_id = create_session("Source", "default")
    ids = [save_message(str(number), True, session_id=session_id) for number in range(5)]
    memory_id = memories.add("default", session_id, "Counted to four.", ids[0], ids[3]).work()
    set_last_memory_message_id(session_id, ids[3])
    memories.switch("default", memory_id, False).work()
    memories.pin("default", memory_id, True).work()
    (before,) = memories.listing("default").work()
    step_id = memories.delete("default", memory_id).work()
    assert get_last_memory_message_id(session_id, "default") is None
    assert undo.undo("default", step_id).work()
    (after,) = memories.listing("default").work()
    assert after == before
    assert (after.pinned, after.source) == (True, SourceState.SAME)
    assert get_last_memory_message_id(session_id, "default") == ids[3]


def test_nothing_brings_a_deleted_persona_back(data_dir: Path) -> None:
    create_persona_db("mia")
    memories.add("mia", None, "Likes tea.").work()
    (memory,) = memories.listing("mia").work()
    step_id = memories.delete("mia", memory.id).work()
    assert step_id is not None
    delete_persona_db("mia")
    with pytest.raises(UnknownPersona, match="persona no longer exists"):
        memories.add("mia", None, "Likes coffee.").work()
    with pytest.raises(UnknownPersona, match="persona no longer exists"):
        undo.undo("mia", step_id).work()
    assert list(data_dir.iterdir()) == []
