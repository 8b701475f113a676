from pathlib import Path

import pytest
from support.files import rows_of
from support.on_file import store_profile, write
from support.sent_replies import MODEL, USED, look, reply

from personaui_desktop.database import (
    create_session,
    delete_session,
    save_memory,
    save_message,
)
from personaui_desktop.database.receipts import Spent, store_receipt
from personaui_desktop.database.replies import finish_reply
from personaui_desktop.operations import inspection, replies
from personaui_desktop.operations.settling import settle
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyOutcome


@pytest.fixture
def session() -> int:
    store_profile(Profile("Mia", "{{char}} is warm.", "Hello, I am {{char}}."))
    made = create_session("Storm")
    save_memory(None, "His grandfather built the pier.")
    save_message("Did the storm take the pier?", True, session_id=made)
    return made


def test_money_stays_spent_whatever_becomes_of_the_reply(session: int) -> None:
    begun = reply(session)
    outcome = ReplyOutcome(ReplyStatus.COMPLETE, None, MODEL, "end_turn", USED)
    again = replies.retry("default", session, begun.message_id).prepare.work()
    write(finish_reply, again.message_id, "All of it.", outcome)
    write(settle, again, outcome, has_text=True)
    reply(session, outcome=ReplyOutcome(ReplyStatus.STOPPED, model=MODEL))
    assert look(session).spent == Spent(2 * 13_540_000, 3, 1)
    delete_session(session)
    found = inspection.totals("default", None).work()
    assert found.persona == found.month == Spent(2 * 13_540_000, 3, 1)
    assert found.session == Spent()


def test_the_system_text_is_kept_once_and_goes_with_its_last_receipt(session: int, data_dir: Path) -> None:
    for number in range(5):
        save_message(f"Question {number}", True, session_id=session)
        reply(session, f"Answer {number}")
    assert len(rows_of(data_dir / "main.db", "reply_receipts")) == 5
    assert len(rows_of(data_dir / "main.db", "sent_systems")) == 1
    delete_session(session)
    assert rows_of(data_dir / "main.db", "reply_receipts") == []
    assert rows_of(data_dir / "main.db", "sent_systems") == []


def test_nothing_is_kept_of_what_was_sent_for_a_reply_that_is_gone(session: int, data_dir: Path) -> None:
    write(store_receipt, 12_345, "hash", b"system", b"content")
    assert rows_of(data_dir / "main.db", "reply_receipts") == []
    assert rows_of(data_dir / "main.db", "sent_systems") == []


def test_receipts_of_a_long_conversation_stay_small(session: int, data_dir: Path) -> None:
    for number in range(60):
        save_message(f"Something that was said, number {number}. " * 20, number % 2 == 1, session_id=session)
    reply(session)
    (row,) = rows_of(data_dir / "main.db", "reply_receipts")
    assert len(row["content"]) < 1_500
