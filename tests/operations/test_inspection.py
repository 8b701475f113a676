from decimal import Decimal
from pathlib import Path

import pytest
from support.files import execute, rows_of
from support.on_file import store_profile, write

from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.database import (
    create_session,
    delete_session,
    save_memory,
    save_message,
    update_memory,
)
from personaui_desktop.database.receipts import Spent, store_receipt
from personaui_desktop.database.replies import finish_reply
from personaui_desktop.operations import inspection, replies
from personaui_desktop.operations.inspection import NextMessage
from personaui_desktop.operations.settling import settle
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyOutcome, Usage

LIMITS = ContextLimits()
MODEL = "claude-sonnet-5-5"
USED = Usage(20, 100, 0, 5000)


@pytest.fixture
def session() -> int:
    store_profile(Profile("Mia", "{{char}} is warm.", "Hello, I am {{char}}."))
    made = create_session("Storm")
    save_memory(None, "His grandfather built the pier.")
    save_message("Did the storm take the pier?", True, session_id=made)
    return made


def reply(session: int, text: str = "Half of it.", outcome: ReplyOutcome | None = None) -> BegunReply:
    """One whole reply, as the reply worker would store it."""
    outcome = outcome or ReplyOutcome(ReplyStatus.COMPLETE, None, MODEL, "end_turn", USED, 250)
    begun = replies.answer("default", session).prepare.work()
    write(finish_reply, begun.message_id, text, outcome)
    write(settle, begun, outcome, has_text=bool(text))
    return begun


def look(session: int | None) -> NextMessage:
    return inspection.next_message("default", session, LIMITS).work()


def test_before_anything_was_said_the_opening_is_in_and_nothing_is_cached() -> None:
    store_profile(Profile("Mia", "Warm.", "Hello, I am {{char}}."))
    plan = inspection.plan_now("default", None, "", LIMITS).work()
    assert [s.kind for s in plan.segments] == [
        SegmentKind.PERSONA,
        SegmentKind.OPENING,
        SegmentKind.TIME,
        SegmentKind.MESSAGE,
    ]
    assert plan.segments[1].text == "Hello, I am Mia."
    assert plan.segments[-1].reason is Reason.NOT_WRITTEN
    found = look(None)
    assert (found.cached, found.reply_tokens, found.spent) == (0, None, Spent())
    assert 0 < found.tokens <= plan.tokens_estimate


def test_what_is_written_is_counted_as_the_message_to_be_answered(session: int) -> None:
    plan = inspection.plan_now("default", session, "And the lamp?", LIMITS).work()
    assert (plan.segments[-1].text, plan.segments[-1].reason) == ("And the lamp?", Reason.DRAFT)
    assert plan.request().messages[-1]["content"].endswith("And the lamp?")
    without = inspection.plan_now("default", session, " \n", LIMITS).work()
    assert without.tokens_estimate < plan.tokens_estimate


def test_a_past_reply_tells_what_was_sent_and_what_came_of_it(session: int) -> None:
    begun = reply(session)
    past = inspection.past_reply("default", session, begun.message_id).work()
    assert past is not None
    assert past.receipt.usage == USED
    assert (past.receipt.model, past.receipt.stop_reason, past.receipt.first_text_ms) == (
        MODEL,
        "end_turn",
        250,
    )
    assert past.receipt.cost_nano == 13_540_000
    assert past.receipt.prices_of == "2026-11-23"
    texts = [segment.text for segment, _ in past.segments]
    assert "His grandfather built the pier." in texts
    assert "Mia is warm." in texts[0]
    assert texts[-1] == "Did the storm take the pier?"
    assert all(since is inspection.Since.SAME for _, since in past.segments)


def test_what_was_changed_or_deleted_since_is_told(session: int, data_dir: Path) -> None:
    begun = reply(session)
    asked = begun.message_id - 1
    execute(data_dir / "main.db", f"UPDATE chat_messages SET message = 'Something else' WHERE id = {asked}")
    update_memory(1, "Rewritten")
    past = inspection.past_reply("default", session, begun.message_id).work()
    assert past is not None
    assert past.segments[-1][1] is inspection.Since.CHANGED
    assert past.segments[1][0].text == "His grandfather built the pier."
    execute(data_dir / "main.db", f"DELETE FROM chat_messages WHERE id = {asked}")
    past = inspection.past_reply("default", session, begun.message_id).work()
    assert past is not None
    assert past.segments[-1][1] is inspection.Since.GONE


def test_a_reply_without_a_receipt_has_none(session: int) -> None:
    assert (
        inspection.past_reply("default", session, save_message("Hm.", False, session_id=session)).work()
        is None
    )


def test_what_the_server_has_cached_counts_while_it_lasts(session: int, data_dir: Path) -> None:
    assert look(session).cached == 0
    reply(session, outcome=ReplyOutcome(ReplyStatus.COMPLETE, None, MODEL, "end_turn", Usage(5, 10, 20, 30)))
    found = look(session)
    assert found.cached == 50
    assert 290 < found.cached_seconds <= inspection.CACHE_SECONDS
    assert found.reply_tokens == 10
    execute(data_dir / "main.db", "UPDATE replies SET updated_at = datetime('now', '-6 minutes')")
    assert look(session).cached == 0


def test_after_the_system_text_changed_nothing_of_it_counts_as_cached(session: int) -> None:
    reply(session)
    store_profile(Profile("Mia", "Somebody quite different."))
    assert look(session).cached == 0


def test_an_expected_cost_is_known_only_with_a_price(session: int) -> None:
    reply(session)
    found = look(session)
    assert found.cost("llama3", 100) is None
    cost = found.cost(MODEL, found.tokens + 10)
    assert cost is not None
    assert Decimal("0.001") < cost < Decimal("0.01")


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


def test_the_demo_and_what_never_arrived_cost_nothing(session: int, data_dir: Path) -> None:
    reply(session, outcome=ReplyOutcome(ReplyStatus.COMPLETE, None, "Demo companion", "end_turn"))
    reply(session, "", outcome=ReplyOutcome(ReplyStatus.FAILED, "No network."))
    assert rows_of(data_dir / "main.db", "spending") == []


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


def test_the_persons_own_prices_begin_as_a_copy(data_dir: Path) -> None:
    own = inspection.own_prices().work()
    assert own.parent == data_dir
    own.write_text("{", encoding="utf-8")
    assert inspection.own_prices().work().read_text(encoding="utf-8") == "{"
    assert "has a mistake in it" in look(None).table.problem
