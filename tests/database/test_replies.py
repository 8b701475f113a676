from pathlib import Path

import pytest
from support.files import rows_of
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import pages, replies
from personaui_desktop.errors import InvalidInput, UnknownSession
from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Usage


@pytest.fixture
def session() -> int:
    database.save_message("hello", True)
    return database.get_current_session_id()


def last(session: int) -> Message:
    return read(pages.newest_page, session, 1).messages[0]


def test_a_reply_has_its_row_from_the_start_and_everything_at_the_end(session: int, data_dir: Path) -> None:
    database.create_session("newer")
    reply = write(replies.begin_reply, session, "Mia", "run")
    assert database.get_current_session_id() == session
    assert (last(session).text, last(session).status) == ("", ReplyStatus.STREAMING)
    assert last(session).character_name == "Mia"
    write(replies.store_reply_text, reply, "Hel")
    assert (last(session).text, last(session).status) == ("Hel", ReplyStatus.STREAMING)
    outcome = ReplyOutcome(ReplyStatus.COMPLETE, None, "a-model", "end_turn", Usage(1, 2, 3, 4), 250)
    assert write(replies.finish_reply, reply, "Hello!", outcome) is True
    assert last(session).text == "Hello!"
    (row,) = rows_of(data_dir / "main.db", "replies")
    assert row.pop("updated_at")
    assert row == {
        "message_id": reply,
        "status": "complete",
        "problem": None,
        "model": "a-model",
        "stop_reason": "end_turn",
        "input_tokens": 1,
        "output_tokens": 2,
        "cache_read_tokens": 3,
        "cache_write_tokens": 4,
        "first_text_ms": 250,
        "run": "run",
        "thought_ms": None,
        "thought_tokens": None,
        "thought": None,
        "effort": None,
    }


@pytest.mark.parametrize("status", [ReplyStatus.STOPPED, ReplyStatus.FAILED, ReplyStatus.REFUSED])
def test_a_reply_without_text_is_removed_unless_complete(session: int, status: ReplyStatus) -> None:
    reply = write(replies.begin_reply, session, "Mia", "run")
    assert write(replies.finish_reply, reply, " \n", ReplyOutcome(status)) is False
    assert last(session).text == "hello"
    reply = write(replies.begin_reply, session, "Mia", "run")
    assert write(replies.finish_reply, reply, "", ReplyOutcome(ReplyStatus.COMPLETE)) is True
    assert last(session).id == reply


def test_a_reply_deleted_meanwhile_is_not_kept(session: int) -> None:
    reply = write(replies.begin_reply, session, "Mia", "run")
    database.delete_session(session)
    write(replies.store_reply_text, reply, "late")
    assert write(replies.finish_reply, reply, "late", ReplyOutcome(ReplyStatus.COMPLETE)) is False
    assert database.get_total_message_count() == 0


def test_a_persona_deleted_meanwhile_does_not_come_back(data_dir: Path) -> None:
    database.save_message("hello", True, persona_id="mia")
    reply = write(replies.begin_reply, 1, "Mia", "run", on="mia")
    database.delete_persona_db("mia")
    write(replies.store_reply_text, reply, "late", on="mia")
    assert write(replies.finish_reply, reply, "late", ReplyOutcome(ReplyStatus.COMPLETE), on="mia") is False
    with pytest.raises(UnknownSession):
        write(replies.begin_reply, 1, "Mia", "run", on="mia")
    assert list(data_dir.iterdir()) == []


def test_restarting_keeps_the_text_until_it_is_overwritten(session: int) -> None:
    reply = write(replies.begin_reply, session, "Mia", "run")
    write(replies.finish_reply, reply, "first", ReplyOutcome(ReplyStatus.FAILED, "No network."))
    assert write(replies.restart_reply, reply, "run") == "first"
    assert (last(session).text, last(session).status, last(session).problem) == (
        "first",
        ReplyStatus.STREAMING,
        None,
    )
    imported = database.save_message("from an older program", False)
    assert write(replies.restart_reply, imported, "run") == "from an older program"
    assert last(session).status is ReplyStatus.STREAMING


def test_only_a_reply_that_is_there_can_be_restarted(session: int) -> None:
    for message_id in (1, 99):
        with pytest.raises(InvalidInput):
            write(replies.restart_reply, message_id, "run")


def test_keeping_makes_a_reply_complete(session: int) -> None:
    reply = write(replies.begin_reply, session, "Mia", "run")
    write(replies.finish_reply, reply, "part", ReplyOutcome(ReplyStatus.INTERRUPTED, "Cut off."))
    write(replies.keep_reply, reply)
    assert (last(session).status, last(session).problem) == (ReplyStatus.COMPLETE, None)


def test_half_a_character_that_arrived_is_mended_rather_than_lost(session: int) -> None:
    reply = write(replies.begin_reply, session, "Mia", "run")
    write(replies.store_reply_text, reply, "moon \ud83c")
    assert last(session).text == "moon �"
    write(replies.finish_reply, reply, "moon \ud83c\udf19 \udc00", ReplyOutcome(ReplyStatus.COMPLETE))
    assert last(session).text == "moon 🌙 �"


def test_a_reply_to_an_unknown_session_is_refused(session: int) -> None:
    with pytest.raises(UnknownSession):
        write(replies.begin_reply, 99, "Mia", "run")
    assert database.get_total_message_count() == 1
