"""Verbs on replies: answer, retry, continue, keep. Each plans what is sent before anything is."""

from collections.abc import Callable

from personaui_desktop.background.operation import Errand, Operation
from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.background.reply_worker import ReplyWork
from personaui_desktop.conversation.context import ContextLimits, ContextPlan
from personaui_desktop.conversation.receipt import pack
from personaui_desktop.database import get_max_message_id, pages
from personaui_desktop.database.receipts import store_receipt
from personaui_desktop.database.replies import begin_reply, keep_reply, restart_reply
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.planning import described_profile, plan_for
from personaui_desktop.operations.run_id import RUN_ID
from personaui_desktop.records import Change, Topic

DEFAULT_LIMITS = ContextLimits()


def answer(persona_id: str, session_id: int, limits: ContextLimits = DEFAULT_LIMITS) -> ReplyWork:
    """Reply to the newest message of the person; ``limits`` bound what is sent."""

    def begin() -> BegunReply:
        profile = described_profile(persona_id)
        history = pages.newest_page(session_id, limits.messages, persona_id)
        plan = plan_for(persona_id, profile, history, limits)
        request = plan.request()
        message_id = begin_reply(session_id, profile.name, RUN_ID, persona_id)
        _keep_receipt(persona_id, message_id, plan)
        return BegunReply(persona_id, session_id, message_id, request)

    return _work(persona_id, session_id, begin)


def retry(
    persona_id: str, session_id: int, message_id: int, limits: ContextLimits = DEFAULT_LIMITS
) -> ReplyWork:
    """Ask once more for the last reply. What it has stays beside the new one until that is complete."""

    def begin() -> BegunReply:
        _check_is_last(persona_id, session_id, message_id)
        plan = _plan_before(persona_id, session_id, message_id, limits)
        request = plan.request()
        new_id = begin_reply(session_id, plan.persona_name, RUN_ID, persona_id)
        _keep_receipt(persona_id, new_id, plan)
        return BegunReply(persona_id, session_id, new_id, request, replaces=message_id)

    return _work(persona_id, session_id, begin)


def continue_reply(
    persona_id: str, session_id: int, message_id: int, limits: ContextLimits = DEFAULT_LIMITS
) -> ReplyWork:
    """Ask for the rest of a reply that broke off; it is appended to the text that is there."""

    def begin() -> BegunReply:
        _check_is_last(persona_id, session_id, message_id)
        plan = _plan_before(persona_id, session_id, message_id, limits)
        text = restart_reply(message_id, RUN_ID, persona_id)
        plan = plan.continue_reply(text, message_id)
        _keep_receipt(persona_id, message_id, plan)
        return BegunReply(persona_id, session_id, message_id, plan.request(), prefix=text)

    return _work(persona_id, session_id, begin)


def keep(persona_id: str, session_id: int, message_id: int) -> Operation[None]:
    """Take a reply that broke off as it is."""
    return Errand(
        lambda: keep_reply(message_id, persona_id),
        lambda _: (Change(Topic.MESSAGES, persona_id, session_id, (message_id,)),),
    )


def _work(persona_id: str, session_id: int, begin: Callable[[], BegunReply]) -> ReplyWork:
    def announce(begun: BegunReply) -> tuple[Change, ...]:
        return (Change(Topic.MESSAGES, persona_id, session_id, (begun.message_id,)),)

    return ReplyWork(persona_id, session_id, Errand(begin, announce))


def _check_is_last(persona_id: str, session_id: int, message_id: int) -> None:
    if get_max_message_id(session_id, persona_id) != message_id:
        raise InvalidInput(
            "The conversation has gone on since that reply.", "Only the latest reply can be retried."
        )


def _plan_before(persona_id: str, session_id: int, message_id: int, limits: ContextLimits) -> ContextPlan:
    history = pages.page_before(session_id, message_id, limits.messages, persona_id)
    return plan_for(persona_id, described_profile(persona_id), history, limits)


def _keep_receipt(persona_id: str, message_id: int, plan: ContextPlan) -> None:
    store_receipt(message_id, *pack(plan), persona_id)
