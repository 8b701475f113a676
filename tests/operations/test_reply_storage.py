from pathlib import Path

import pytest
from support.files import refuse_rows, rows_of

from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.database import create_session, get_chat_history, save_message
from personaui_desktop.errors import PersonaFileError
from personaui_desktop.operations import replies, reply_storage, sessions, versions
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Thought, Usage

DONE = ReplyOutcome(ReplyStatus.COMPLETE, None, "claude-haiku-5-5", "end_turn", Usage(2000, 100, 0, 0))


@pytest.fixture
def begun(data_dir: Path) -> BegunReply:
    session = create_session("A talk")
    save_message("Hello.", True, session_id=session)
    return replies.answer("default", session).prepare.work()


def text(begun: BegunReply) -> str:
    return get_chat_history(session_id=begun.session_id)[-1]["message"]


def test_text_is_stored_while_it_arrives_and_nobody_is_told(begun: BegunReply) -> None:
    operation = reply_storage.store_text(begun, "Hel")
    assert operation.work()
    assert text(begun) == "Hel"
    assert list(operation.announces(True)) == []


def test_the_end_of_a_reply_and_what_it_cost_are_stored_and_told(begun: BegunReply, data_dir: Path) -> None:
    operation = reply_storage.finish(begun, "Hello!", DONE)
    assert operation.work()
    assert text(begun) == "Hello!"
    assert len(rows_of(data_dir / "main.db", "spending")) == 1
    assert list(operation.announces(True)) == [
        Change(Topic.MESSAGES, "default", begun.session_id, (begun.message_id,)),
        Change(Topic.SESSIONS, "default", begun.session_id, how=How.TOUCHED),
    ]


def test_a_reply_whose_cost_cannot_be_noted_is_not_half_stored(begun: BegunReply, data_dir: Path) -> None:
    refuse_rows(data_dir / "main.db", "spending")
    with pytest.raises(PersonaFileError):
        reply_storage.finish(begun, "Hello!", DONE).work()
    (row,) = rows_of(data_dir / "main.db", "replies")
    assert row["status"] == "streaming"
    assert text(begun) == ""


def test_an_empty_version_costs_what_it_cost_and_leaves_the_cost_of_the_one_before(
    begun: BegunReply, data_dir: Path
) -> None:
    reply_storage.finish(begun, "Hello!", DONE).work()
    (before,) = rows_of(data_dir / "main.db", "reply_receipts")
    again = replies.retry("default", begun.session_id, begun.message_id).prepare.work()
    failed = DONE._replace(status=ReplyStatus.FAILED, usage=Usage(9, 9, 0, 0))
    assert not reply_storage.finish(again, "", failed).work()
    assert text(begun) == "Hello!"
    assert rows_of(data_dir / "main.db", "reply_receipts") == [before]
    assert len(rows_of(data_dir / "main.db", "spending")) == 2


def test_a_version_that_only_thinks_keeps_what_it_cost(begun: BegunReply) -> None:
    reply_storage.finish(begun, "Hello!", DONE).work()
    again = replies.retry("default", begun.session_id, begun.message_id).prepare.work()
    cut_off = DONE._replace(status=ReplyStatus.TRUNCATED, thought=Thought("Hm.", 800))
    assert not reply_storage.finish(again, "", cut_off).work()
    costs = [version.cost_nano for version in versions.listing("default", begun.message_id).work()]
    assert text(begun) == "Hello!"
    assert costs[0] == costs[1] is not None


def test_a_reply_goes_on_in_the_trash_and_is_there_when_it_is_taken_out(begun: BegunReply) -> None:
    sessions.trash("default", [begun.session_id]).work()
    assert reply_storage.store_text(begun, "Hel").work()
    assert reply_storage.finish(begun, "Hello!", DONE).work()
    assert sessions.listing("default").work() == []
    sessions.restore("default", [begun.session_id]).work()
    assert [each.id for each in sessions.listing("default").work()] == [begun.session_id]
    assert text(begun) == "Hello!"


def test_a_reply_whose_conversation_was_deleted_ends_quietly_and_its_cost_is_noted(
    begun: BegunReply, data_dir: Path
) -> None:
    sessions.trash("default", [begun.session_id]).work()
    assert sessions.empty_trash("default").work() == 1
    assert not reply_storage.store_text(begun, "Hel").work()
    assert not reply_storage.finish(begun, "Hello!", DONE).work()
    assert len(rows_of(data_dir / "main.db", "spending")) == 1
    assert rows_of(data_dir / "main.db", "chat_messages") == []
