"""Verbs on drafts of the person's next message by a model: what is asked for one, and what asking cost."""

from collections.abc import Iterable

from personaui_desktop.background.memory_writer import Written
from personaui_desktop.background.operation import Operation
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.turn_request import turn_request
from personaui_desktop.database import pages
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.receipts import DRAFT
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.operations.planning import REPLIES_AT_THE_END, opening_page, plan_for
from personaui_desktop.operations.settling import settle_errand
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.replies import ReplyRequest


def plan(
    persona_id: str, session_id: int | None, begun: str, limits: ContextLimits
) -> Operation[ReplyRequest]:
    """What is asked to have the person's next message drafted.

    Args:
        persona_id: whom it is for.
        session_id: the conversation; ``None`` for one that is about to begin.
        begun: what the person has written of it.
        limits: how much may be sent.
    """

    def work(file: PersonaFile) -> ReplyRequest:
        if session_id is None:
            profile = cast_of(file)
            page = opening_page(profile)
        else:
            page = pages.newest_page(file, session_id, limits.messages + REPLIES_AT_THE_END)
            profile = cast_of(file, page.messages)
        return turn_request(plan_for(file, profile, page, limits, to_the_end=True), begun)

    return Read(work, on=persona_id)


def settle(persona_id: str, session_id: int | None, written: Written) -> Operation[bool]:
    """Note what asking for a draft cost, whatever became of it."""

    def work(file: PersonaFile) -> bool:
        return settle_errand(file, session_id, DRAFT, written.outcome, has_text=bool(written.text))

    def announce(was_paid: bool) -> Iterable[Change]:
        return (Change(Topic.SPENDING, persona_id, session_id),) if was_paid else ()

    return Write(work, on=persona_id, announces=announce)
