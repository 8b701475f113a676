"""Drafts of the person's message: planned from the file, and counted among what was spent."""

from support.on_file import read, store_profile

from personaui_desktop.background.memory_writer import Written
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.database import save_message
from personaui_desktop.database.receipts import session_spending, spending_since
from personaui_desktop.operations import messages, turns
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyOutcome, Usage

ME = "default"
PAID = Written("Yes.", ReplyOutcome(ReplyStatus.COMPLETE, model="claude-haiku-5-5", usage=Usage(100, 10)))


def test_what_was_said_last_is_told_and_the_macros_are_replaced() -> None:
    store_profile(Profile("Mia", "{{char}} waits for {{user}}.", greeting="Hello, {{user}}!"))
    session_id = messages.say(ME, None, "Good evening").work().session_id
    save_message("You look cold.", False, "Mia", session_id)
    request = turns.plan(ME, session_id, "", ContextLimits(messages=1)).work()
    assert [each["role"] for each in request.messages] == ["user", "assistant", "user"]
    assert request.messages[1]["content"] == "You look cold."
    assert "Mia waits for User." in request.system[0]
    assert "{{" not in str(request)


def test_a_conversation_that_has_not_begun_has_its_greeting() -> None:
    store_profile(Profile("Mia", greeting="Hello, {{user}}!"))
    request = turns.plan(ME, None, "Hi", ContextLimits()).work()
    assert "Hello, User!" in "".join(request.system)
    assert "<begun>\nHi\n</begun>" in request.messages[-1]["content"]


def test_what_it_cost_is_counted_also_where_no_conversation_has_begun() -> None:
    store_profile(Profile("Mia"))
    session_id = messages.say(ME, None, "Hi").work().session_id
    assert turns.settle(ME, session_id, PAID).work()
    assert turns.settle(ME, None, PAID).work()
    assert read(session_spending, session_id).requests == 1
    assert read(spending_since, "").requests == 2


def test_what_was_not_paid_for_is_not_counted() -> None:
    store_profile(Profile("Mia"))
    nothing = Written("", ReplyOutcome(ReplyStatus.FAILED))
    work = turns.settle(ME, None, nothing)
    assert not work.work()
    assert list(work.announces(False)) == []
    assert read(spending_since, "").requests == 0
