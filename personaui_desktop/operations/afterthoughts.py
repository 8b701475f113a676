"""Verbs on afterthoughts: may a persona be asked for one, what is it asked, what becomes of it?"""

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from personaui_desktop import paths
from personaui_desktop.background.memory_writer import Written
from personaui_desktop.background.operation import Errand, Operation
from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.bug_report import append_to_log
from personaui_desktop.conversation.afterthought import added
from personaui_desktop.conversation.context import ContextLimits, ContextPlan
from personaui_desktop.conversation.receipt import pack
from personaui_desktop.database import pages
from personaui_desktop.database.afterthoughts import note_turn, open_turn, place_behind
from personaui_desktop.database.chat import get_max_message_id
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.receipts import AFTERTHOUGHT, store_receipt
from personaui_desktop.database.replies import begin_reply, finish_reply
from personaui_desktop.database.sessions import is_in_trash
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.operations.planning import REPLIES_AT_THE_END, plan_after
from personaui_desktop.operations.run_id import RUN_ID
from personaui_desktop.operations.settling import settle, settle_errand
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.replies import ReplyRequest


class AfterthoughtPlan(NamedTuple):
    """A question whether there is anything to add: after which reply, what is sent, and its answer's id."""

    persona_id: str
    session_id: int
    reply_id: int
    plan: ContextPlan
    message_id: int

    @property
    def request(self) -> ReplyRequest:
        """What is sent."""
        return self.plan.request()


def may_ask(persona_id: str, session_id: int, reply_id: int) -> Operation[bool]:
    """Whether the persona may be asked if there is anything to add to its reply."""
    return Read(lambda file: open_turn(file, session_id, reply_id) is not None, on=persona_id)


def ask(
    persona_id: str, session_id: int, reply_id: int, limits: ContextLimits
) -> Operation[AfterthoughtPlan | None]:
    """Note that it is asked, so that it never is again; ``None`` where it may not be asked any more."""

    def work(file: PersonaFile) -> AfterthoughtPlan | None:
        turn_id = open_turn(file, session_id, reply_id)
        if turn_id is None:
            return None
        history = pages.newest_page(file, session_id, limits.messages + REPLIES_AT_THE_END)
        plan = plan_after(file, history, limits, "afterthought_or_silence")
        return AfterthoughtPlan(persona_id, session_id, reply_id, plan, note_turn(file, session_id, turn_id))

    return Write(work, on=persona_id)


def note_failure(why: Written | KnownError) -> Operation[None]:
    """Note in the log, by its code, why nothing came."""
    if isinstance(why, Written):
        code = str((why.failure or why.outcome.status).value)
    else:
        code = f"{type(why).__name__}, {why.__cause__!r}"

    def work() -> None:
        with suppress(OSError):  # the disk may be full for the log as well
            append_to_log(f"An afterthought failed: {code}", paths.data_dir())

    return Errand(work)


def text_of(written: Written) -> str:
    """What is to be added, which must not be lost; empty for silence and for what broke off."""
    return added(written.text) if written.outcome.status.is_whole else ""


def settle_afterthought(
    asked: AfterthoughtPlan, written: Written, is_again: bool = False, *, is_wanted: bool
) -> Operation[int | None]:
    """Store what was added, and what asking cost, whatever became of it. Where it fails it may run again.

    Args:
        asked: what was asked.
        written: what came back. Silence, what failed, and what came once the conversation had gone on, is
            no message.
        is_again: whether it could not be stored when it came: then it is stored in its place between reply
            and answer, though the conversation may have gone on since.
        is_wanted: whether it is to be a message at all.

    Returns:
        The message's id, ``None`` where nothing was added.
    """
    text, outcome = text_of(written), written.outcome

    def work(file: PersonaFile) -> int | None:
        session_id = place_behind(file, asked.reply_id, asked.message_id) if text and is_wanted else None
        is_in_time = is_again or get_max_message_id(file, asked.session_id) == asked.reply_id
        if session_id is None or not is_in_time or is_in_trash(file, session_id):
            settle_errand(file, asked.session_id, AFTERTHOUGHT, outcome, has_text=bool(written.text))
            return None
        message_id = begin_reply(file, session_id, asked.plan.persona_name, RUN_ID, asked.message_id)
        store_receipt(file, message_id, *pack(asked.plan))
        finish_reply(file, message_id, text, outcome)
        begun = BegunReply(asked.persona_id, session_id, message_id, asked.request)
        settle(file, begun, outcome, has_text=True)
        return message_id

    def announce(message_id: int | None) -> Iterable[Change]:
        where = (asked.persona_id, asked.session_id)
        yield Change(Topic.SPENDING, *where)
        if message_id is not None:
            yield Change(Topic.MESSAGES, *where, (message_id,))
            yield Change(Topic.SESSIONS, *where, how=How.TOUCHED)

    return Write(work, on=asked.persona_id, announces=announce)
