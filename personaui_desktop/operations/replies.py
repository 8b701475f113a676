"""Verbs on replies: answer, retry, continue, keep. Each plans what is sent before anything is."""

from collections.abc import Callable
from datetime import UTC, datetime

from personaui_desktop.background.operation import Operation
from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.background.reply_worker import ReplyWork
from personaui_desktop.conversation.context import ContextLimits, ContextPlan, plan_context
from personaui_desktop.database import get_active_memories, get_max_message_id, pages
from personaui_desktop.database.replies import begin_reply, keep_reply, restart_reply
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.personas import profile_of
from personaui_desktop.operations.run_id import RUN_ID
from personaui_desktop.personas.macros import expand_profile
from personaui_desktop.records import Change, MessagePage, Profile, Topic

DEFAULT_MESSAGES = 60


def answer(persona_id: str, session_id: int, messages: int = DEFAULT_MESSAGES) -> ReplyWork:
    """Reply to the newest message of the person; ``messages`` is how many of the newest may be sent."""

    def begin() -> BegunReply:
        profile = profile_of(persona_id)
        history = pages.newest_page(session_id, messages, persona_id)
        request = _plan(persona_id, profile, history, messages).request()
        message_id = begin_reply(session_id, profile.name, RUN_ID, persona_id)
        return BegunReply(persona_id, session_id, message_id, request)

    return _work(persona_id, session_id, begin)


def retry(persona_id: str, session_id: int, message_id: int, messages: int = DEFAULT_MESSAGES) -> ReplyWork:
    """Ask once more for the last reply. What it has stays beside the new one until that is complete."""

    def begin() -> BegunReply:
        _check_is_last(persona_id, session_id, message_id)
        request = _plan_before(persona_id, session_id, message_id, messages).request()
        new_id = begin_reply(session_id, profile_of(persona_id).name, RUN_ID, persona_id)
        return BegunReply(persona_id, session_id, new_id, request, replaces=message_id)

    return _work(persona_id, session_id, begin)


def continue_reply(
    persona_id: str, session_id: int, message_id: int, messages: int = DEFAULT_MESSAGES
) -> ReplyWork:
    """Ask for the rest of a reply that broke off; it is appended to the text that is there."""

    def begin() -> BegunReply:
        _check_is_last(persona_id, session_id, message_id)
        plan = _plan_before(persona_id, session_id, message_id, messages)
        text = restart_reply(message_id, RUN_ID, persona_id)
        request = plan.continue_reply(text).request()
        return BegunReply(persona_id, session_id, message_id, request, prefix=text)

    return _work(persona_id, session_id, begin)


def keep(persona_id: str, session_id: int, message_id: int) -> Operation[None]:
    """Take a reply that broke off as it is."""
    return Operation(
        lambda: keep_reply(message_id, persona_id),
        lambda _: (Change(Topic.MESSAGES, persona_id, session_id, (message_id,)),),
    )


def _work(persona_id: str, session_id: int, begin: Callable[[], BegunReply]) -> ReplyWork:
    def announce(begun: BegunReply) -> tuple[Change, ...]:
        return (Change(Topic.MESSAGES, persona_id, session_id, (begun.message_id,)),)

    return ReplyWork(persona_id, session_id, Operation(begin, announce))


def _check_is_last(persona_id: str, session_id: int, message_id: int) -> None:
    if get_max_message_id(session_id, persona_id) != message_id:
        raise InvalidInput(
            "The conversation has gone on since that reply.", "Only the last reply can be asked for again."
        )


def _plan_before(persona_id: str, session_id: int, message_id: int, messages: int) -> ContextPlan:
    history = pages.page_before(session_id, message_id, messages, persona_id)
    return _plan(persona_id, profile_of(persona_id), history, messages)


def _plan(persona_id: str, profile: Profile, history: MessagePage, messages: int) -> ContextPlan:
    return plan_context(
        expand_profile(profile),
        get_active_memories(persona_id)[::-1],
        history.messages,
        datetime.now(UTC).astimezone(),
        ContextLimits(messages=messages),
        has_older=history.has_older,
    )
