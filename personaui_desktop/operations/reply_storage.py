"""Verbs on a reply while it arrives: store its text so far, and how it ended. The reply worker runs them."""

from functools import partial

from personaui_desktop.background.operation import Operation
from personaui_desktop.background.reply_thread import BegunReply
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.replies import finish_reply, store_reply_text
from personaui_desktop.operations.on_file import Write
from personaui_desktop.operations.settling import settle
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.replies import ReplyOutcome, Thought


def store_text(begun: BegunReply, text: str, thought: Thought | None = None) -> Operation[bool]:
    """Store the text so far, and the thought if given; the result is whether the message is still there."""
    work = partial(store_reply_text, message_id=begun.message_id, text=text, thought=thought)
    return Write(work, on=begun.persona_id)


def finish(begun: BegunReply, text: str, outcome: ReplyOutcome) -> Operation[bool]:
    """Store the text, how the reply ended and what it cost; the result is whether it is kept."""

    def work(file: PersonaFile) -> bool:
        # First what it cost: it belongs to the receipt of this version, whichever is the chosen one then.
        settle(file, begun, outcome, has_text=text != begun.prefix)
        return finish_reply(file, begun.message_id, text, outcome, prefix=begun.prefix, earlier=begun.thought)

    changes = (
        Change(Topic.MESSAGES, begun.persona_id, begun.session_id, (begun.message_id,)),
        Change(Topic.SESSIONS, begun.persona_id, begun.session_id, how=How.TOUCHED),
    )
    return Write(work, on=begun.persona_id, announces=lambda _kept: changes)
