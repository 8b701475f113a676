"""Whole replies with what was sent for them, as the program stores both."""

from support.on_file import write

from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.database.replies import finish_reply
from personaui_desktop.operations import inspection, replies
from personaui_desktop.operations.inspection import NextMessage
from personaui_desktop.operations.settling import settle
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Usage

LIMITS = ContextLimits()
MODEL = "claude-sonnet-5-5"
USED = Usage(20, 100, 0, 5000)


def reply(session: int, text: str = "Half of it.", outcome: ReplyOutcome | None = None) -> BegunReply:
    """One whole reply, as the reply worker would store it."""
    outcome = outcome or ReplyOutcome(ReplyStatus.COMPLETE, None, MODEL, "end_turn", USED, 250)
    begun = replies.answer("default", session).prepare.work()
    write(finish_reply, begun.message_id, text, outcome)
    write(settle, begun, outcome, has_text=bool(text))
    return begun


def look(session: int | None) -> NextMessage:
    return inspection.next_message("default", session, LIMITS).work()
