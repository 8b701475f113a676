"""Verbs on replies: answer, add, ask anew, continue, keep. Each plans what is sent before anything is."""

from collections.abc import Callable
from functools import partial

from personaui_desktop.background.operation import Operation
from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.background.reply_worker import ReplyWork
from personaui_desktop.conversation.choose_messages import ends_in_reply
from personaui_desktop.conversation.context import ContextLimits, ContextPlan
from personaui_desktop.conversation.receipt import pack
from personaui_desktop.database import pages
from personaui_desktop.database.chat import get_max_message_id
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.receipts import store_receipt
from personaui_desktop.database.replies import begin_anew, begin_reply, keep_reply, restart_reply
from personaui_desktop.database.thoughts import get_thought
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.operations.planning import REPLIES_AT_THE_END, plan_after, plan_for
from personaui_desktop.operations.run_id import RUN_ID
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.replies import AS_USUAL, ReplyRequest, Thought, Wanted

DEFAULT_LIMITS = ContextLimits()


def answer(persona_id: str, session_id: int, limits: ContextLimits = DEFAULT_LIMITS) -> ReplyWork:
    """Reply to the newest message of the person; ``limits`` bound what is sent."""

    def begin(file: PersonaFile) -> BegunReply:
        history = pages.newest_page(file, session_id, limits.messages)
        profile = cast_of(file, history.messages)
        plan = plan_for(file, profile, history, limits)
        request = _asked(plan)
        message_id = begin_reply(file, session_id, profile.name, RUN_ID)
        _keep_receipt(file, message_id, plan)
        return BegunReply(persona_id, session_id, message_id, request)

    return _work(persona_id, session_id, begin)


def add(persona_id: str, session_id: int, limits: ContextLimits = DEFAULT_LIMITS) -> ReplyWork:
    """Have the persona add a message to the reply that was said last, before the person answers it."""

    def begin(file: PersonaFile) -> BegunReply:
        history = pages.newest_page(file, session_id, limits.messages + REPLIES_AT_THE_END)
        if not ends_in_reply(history.messages):
            raise InvalidInput(
                Phrase("Conversations", "There is no reply to add to."),
                Phrase("Conversations", "Something can be added once a reply is complete."),
            )
        plan = plan_after(file, history, limits)
        request = _asked(plan)
        message_id = begin_reply(file, session_id, plan.persona_name, RUN_ID)
        _keep_receipt(file, message_id, plan)
        return BegunReply(persona_id, session_id, message_id, request)

    return _work(persona_id, session_id, begin)


def retry(
    persona_id: str, session_id: int, message_id: int, limits: ContextLimits = DEFAULT_LIMITS
) -> ReplyWork:
    """Ask once more for the last reply. What it says stays as a version beside the new one."""

    def begin(file: PersonaFile) -> BegunReply:
        _check_is_last(file, session_id, message_id)
        return _begin_anew(file, session_id, message_id, limits, AS_USUAL)

    return _work(persona_id, session_id, begin)


def regenerate(
    persona_id: str,
    session_id: int,
    message_id: int,
    limits: ContextLimits = DEFAULT_LIMITS,
    wanted: Wanted = AS_USUAL,
) -> ReplyWork:
    """Ask for another version of any reply, from what was said before it; ``wanted`` says how it is to be."""

    def begin(file: PersonaFile) -> BegunReply:
        return _begin_anew(file, session_id, message_id, limits, wanted)

    return _work(persona_id, session_id, begin)


def continue_reply(
    persona_id: str, session_id: int, message_id: int, limits: ContextLimits = DEFAULT_LIMITS
) -> ReplyWork:
    """Ask for the rest of a reply that broke off; it is appended to the text that is there."""

    def begin(file: PersonaFile) -> BegunReply:
        _check_is_last(file, session_id, message_id)
        plan = _plan_before(file, session_id, message_id, limits)
        thought = get_thought(file, message_id)
        text = restart_reply(file, message_id, RUN_ID)
        plan = plan.continue_reply(text, message_id)
        _keep_receipt(file, message_id, plan)
        return BegunReply(persona_id, session_id, message_id, _asked(plan), prefix=text, thought=thought)

    return _work(persona_id, session_id, begin)


def keep(persona_id: str, session_id: int, message_id: int) -> Operation[None]:
    """Take a reply that broke off as it is."""
    return Write(
        partial(keep_reply, message_id=message_id),
        on=persona_id,
        announces=lambda _: (Change(Topic.MESSAGES, persona_id, session_id, (message_id,)),),
    )


def thought(persona_id: str, message_id: int) -> Operation[Thought | None]:
    """What was thought before a reply; ``None`` where the model told nothing."""
    return Read(lambda file: get_thought(file, message_id), on=persona_id)


def _work(persona_id: str, session_id: int, begin: Callable[[PersonaFile], BegunReply]) -> ReplyWork:
    def announce(begun: BegunReply) -> tuple[Change, ...]:
        return (Change(Topic.MESSAGES, persona_id, session_id, (begun.message_id,)),)

    return ReplyWork(persona_id, session_id, Write(begin, on=persona_id, announces=announce))


def _begin_anew(
    file: PersonaFile, session_id: int, message_id: int, limits: ContextLimits, wanted: Wanted
) -> BegunReply:
    plan = _plan_before(file, session_id, message_id, limits).instruct(wanted.instruction)
    request = _asked(plan)._replace(model=wanted.model)
    begin_anew(file, message_id, plan.persona_name, RUN_ID)
    _keep_receipt(file, message_id, plan)
    return BegunReply(file.persona_id, session_id, message_id, request)


def _check_is_last(file: PersonaFile, session_id: int, message_id: int) -> None:
    if get_max_message_id(file, session_id) != message_id:
        raise InvalidInput(
            Phrase("Conversations", "The conversation has gone on since that reply."),
            Phrase("Conversations", "Only the latest reply can be retried."),
        )


def _plan_before(file: PersonaFile, session_id: int, message_id: int, limits: ContextLimits) -> ContextPlan:
    history = pages.page_before(file, session_id, message_id, limits.messages + REPLIES_AT_THE_END)
    return plan_after(file, history, limits)


def _asked(plan: ContextPlan) -> ReplyRequest:
    """The request for a reply, before which the model may think: it is shown above it."""
    return plan.request()._replace(may_think=True)


def _keep_receipt(file: PersonaFile, message_id: int, plan: ContextPlan) -> None:
    store_receipt(file, message_id, *pack(plan))
