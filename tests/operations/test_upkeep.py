from pathlib import Path

import pytest
from support.files import execute
from support.on_file import read, store_profile

from personaui_desktop import database
from personaui_desktop.database import copying, memory_index, session_marks
from personaui_desktop.database.common_words import common_words
from personaui_desktop.operations import branches, sessions, upkeep
from personaui_desktop.records.changes import How, Topic
from personaui_desktop.records.personas import Profile

ME = "default"


def texts(session: int) -> list[str]:
    return [each["message"] for each in database.get_chat_history(1000, session)]


@pytest.fixture
def session() -> int:
    store_profile(Profile("Mia"))
    made = database.create_session("Tea")
    for at in range(6):
        database.save_message(f"{at}", at % 2 == 0, session_id=made)
    return made


def test_a_copy_that_a_kill_came_between_of_is_whole_after_the_next_opening(
    session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "CHUNK", 2)
    operation = branches.duplicate(ME, session, "Copy")
    copy = operation.work()
    assert [change.how for change in operation.announces(copy)] == [How.ADDED]
    assert texts(copy) == ["4", "5"]
    origin = branches.origin(ME, copy).work()
    assert origin
    assert not origin.is_whole
    start = upkeep.after_start()
    changes = start.work()
    assert [(each.topic, each.session_id) for each in start.announces(changes)] == [(Topic.MESSAGES, copy)]
    assert texts(copy) == ["0", "1", "2", "3", "4", "5"]
    assert read(copying.unfinished_copies) == []


def test_what_has_been_in_the_trash_for_long_goes_at_a_start(session: int, data_dir: Path) -> None:
    (data_dir / "persona_bad.db").write_text("no database")
    young = database.create_session("Young")
    sessions.trash(ME, [session, young]).work()
    assert upkeep.after_start().work() == []
    query = "UPDATE session_marks SET trashed_at = datetime('now', '-31 days') WHERE session_id = 1"
    execute(database.get_db_path(), query)
    assert [each.topic for each in upkeep.after_start().work()] == [Topic.SESSIONS]
    assert [each["id"] for each in database.get_all_sessions(ME)] == [young]
    assert read(session_marks.trashed) == [young]


def make_index(session: int) -> None:
    """Have a first plan make the index, which takes nothing in."""
    for at in (1, 2, 3):
        database.save_memory(session, f"Memory {at}", "default", at, at + 1)
    read(memory_index.bring_up_to_date, characters=0)


def test_the_index_of_memories_is_made_whole_in_steps(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_index, "A_STEP", 1)
    make_index(session)
    steps: list[bool] = []
    upkeep.index_memories(ME).work(lambda: steps.append(read(memory_index.has_changes)))
    assert steps == [True, True]
    assert not read(memory_index.has_changes)


def test_a_start_goes_on_with_the_index(session: int) -> None:
    make_index(session)
    assert upkeep.after_start().work() == []
    assert not read(memory_index.has_changes)


def test_where_nobody_needs_an_index_none_is_made(session: int) -> None:
    database.save_memory(session, "A memory")
    upkeep.index_memories(ME).work()
    upkeep.index_memories("nobody").work()
    assert read(memory_index.has_changes)


def test_common_words_are_counted_once_the_index_is_whole(session: int) -> None:
    make_index(session)
    for _ in range(60):
        database.save_message("the", True, session_id=session)
    upkeep.index_memories(ME).work()
    assert read(common_words) == {"the"}
