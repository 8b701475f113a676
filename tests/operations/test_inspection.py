from decimal import Decimal
from pathlib import Path

import pytest
from support.files import execute, rows_of
from support.on_file import store_profile
from support.sent_replies import LIMITS, MODEL, USED, look, reply

from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.database import (
    create_session,
    save_memory,
    save_message,
    update_memory,
)
from personaui_desktop.database.receipts import Spent
from personaui_desktop.operations import inspection
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyOutcome, Usage


@pytest.fixture
def session() -> int:
    store_profile(Profile("Mia", "{{char}} is warm.", "Hello, I am {{char}}."))
    made = create_session("Storm")
    save_memory(None, "His grandfather built the pier.")
    save_message("Did the storm take the pier?", True, session_id=made)
    return made


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


def test_the_demo_and_what_never_arrived_cost_nothing(session: int, data_dir: Path) -> None:
    reply(session, outcome=ReplyOutcome(ReplyStatus.COMPLETE, None, "Demo companion", "end_turn"))
    reply(session, "", outcome=ReplyOutcome(ReplyStatus.FAILED, "No network."))
    assert rows_of(data_dir / "main.db", "spending") == []


def test_the_persons_own_prices_begin_as_a_copy(data_dir: Path) -> None:
    own = inspection.own_prices().work()
    assert own.parent == data_dir
    own.write_text("{", encoding="utf-8")
    assert inspection.own_prices().work().read_text(encoding="utf-8") == "{"
    assert "has a mistake in it" in str(look(None).table.problem)
