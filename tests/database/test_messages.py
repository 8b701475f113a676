from pathlib import Path

import pytest
from support.files import rows_of, tables_on_messages
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import edits, marks, messages, replies, undo_steps
from personaui_desktop.database.provenance import list_memories, store_memory
from personaui_desktop.database.receipts import store_receipt
from personaui_desktop.errors import CannotUndo, InvalidInput
from personaui_desktop.records.memories import SourceState
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome

TABLES = (
    "chat_messages", "replies", "reply_receipts", "sent_systems", "message_versions", "message_marks",
    "edit_drafts", "message_counts",
)  # fmt: skip
DONE = ReplyOutcome(ReplyStatus.COMPLETE)


@pytest.fixture
def session() -> int:
    """Five messages; the second one is a reply that has everything that a message can have."""
    made = database.create_session("A talk")
    database.save_message("one", True, session_id=made)
    reply = write(replies.begin_reply, made, "Mia", "run")
    write(store_receipt, reply, "one", b"system one", b"content \xff")
    write(replies.finish_reply, reply, "two", DONE)
    write(replies.begin_anew, reply, "Mia", "run")
    write(store_receipt, reply, "two", b"system two", b"content two")
    write(replies.finish_reply, reply, "two again", DONE)
    write(marks.set_bookmarked, reply, True)
    write(edits.put_edit_draft, reply, "zwei")
    for text in ("three", "four", "five"):
        database.save_message(text, True, session_id=made)
    return made


def everything(data_dir: Path) -> dict[str, list[dict[str, object]]]:
    return {table: rows_of(data_dir / "main.db", table) for table in TABLES}


def texts(session: int) -> list[str]:
    return [each["message"] for each in database.get_chat_history(session_id=session)]


def test_no_table_that_hangs_on_messages_is_forgotten(session: int, data_dir: Path) -> None:
    kept = {row.table for row in read(messages.message_rows, 2)}
    assert kept == tables_on_messages(data_dir / "main.db") | {"chat_messages"}


def test_a_deleted_message_comes_back_with_all_that_it_had(session: int, data_dir: Path) -> None:
    before = everything(data_dir)
    assert write(messages.delete_messages, session, [2]) is not None
    assert texts(session) == ["one", "three", "four", "five"]
    assert everything(data_dir)["sent_systems"] == []
    after = everything(data_dir)
    read(undo_steps.undo)
    assert everything(data_dir) == before
    read(undo_steps.redo)
    assert everything(data_dir) == after
    read(undo_steps.undo)
    assert everything(data_dir) == before


def test_a_range_is_one_step_and_takes_only_its_own_session(session: int, data_dir: Path) -> None:
    other = database.create_session("Another talk")
    database.save_message("between", True, session_id=other)
    database.save_message("six", True, session_id=session)
    before = everything(data_dir)
    assert write(messages.delete_range, session, 2, 7).step_id is not None
    assert texts(session) == ["one"]
    assert texts(other) == ["between"]
    read(undo_steps.undo)
    assert everything(data_dir) == before


def test_only_what_the_session_has_is_deleted(session: int) -> None:
    other = database.create_session("Another talk")
    elsewhere = database.save_message("elsewhere", True, session_id=other)
    assert write(messages.delete_messages, session, [elsewhere, 99]) is None
    assert texts(other) == ["elsewhere"]
    assert write(messages.delete_range, session, 4, 3).step_id is None
    assert len(texts(session)) == 5


def test_a_reply_that_is_arriving_keeps_the_whole_range(session: int, data_dir: Path) -> None:
    arriving = write(replies.begin_reply, session, "Mia", "run")
    before = everything(data_dir)
    with pytest.raises(InvalidInput, match="still being written"):
        write(messages.delete_range, session, 1, arriving)
    assert everything(data_dir) == before


def test_too_many_at_once_are_refused(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MOST_AT_ONCE", 3)
    with pytest.raises(InvalidInput, match="More than 3"):
        write(messages.delete_range, session, 1, 5)
    assert write(messages.delete_range, session, 1, 3).step_id is not None


def test_a_memory_follows_what_is_deleted_and_comes_back(session: int) -> None:
    write(store_memory, session, "They count", 3, 4)

    def state() -> SourceState:
        return read(list_memories)[0].source

    write(messages.delete_messages, session, [3])
    assert state() is SourceState.CHANGED
    write(messages.delete_messages, session, [4])
    assert state() is SourceState.GONE
    read(undo_steps.undo)
    read(undo_steps.undo)
    assert state() is SourceState.SAME


def test_what_was_deleted_stays_so_where_its_session_is_gone(session: int) -> None:
    write(messages.delete_messages, session, [2])
    database.delete_session(session)
    with pytest.raises(CannotUndo, match="deleted since"):
        read(undo_steps.undo)
    assert database.get_total_message_count() == 0
