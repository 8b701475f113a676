"""Verbs on titles that a model makes: what is asked for one, and what asking cost."""

from collections.abc import Iterable

from personaui_desktop.background.memory_writer import Written
from personaui_desktop.background.operation import Lane, Operation
from personaui_desktop.conversation.title_request import title_request
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.receipts import TITLE
from personaui_desktop.database.session_titles import get_title
from personaui_desktop.database.to_remember import messages_between
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.operations.settling import settle_errand
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyRequest
from personaui_desktop.records.sessions import TitledBy

FIRST_MESSAGES = 8
"""A conversation that has more is past its beginning: its title is known by now."""
_LAST = 2**62


def plan(persona_id: str, session_id: int) -> Operation[ReplyRequest | None]:
    """What is asked for a session's title; ``None`` where it has one, and before the first whole reply."""

    def work(file: PersonaFile) -> ReplyRequest | None:
        titled = get_title(file, session_id)
        if titled is None or titled.by is not TitledBy.FIRST_WORDS:
            return None
        messages = messages_between(file, session_id, 1, _LAST, FIRST_MESSAGES + 1)
        said = next((one for one in messages if one.is_user and one.text.strip()), None)
        if said is None or len(messages) > FIRST_MESSAGES:
            return None
        replies = (one for one in messages if one.id > said.id and not one.is_user)
        reply = next((one for one in replies if one.status is ReplyStatus.COMPLETE), None)
        return None if reply is None else title_request(said, reply)

    return Read(work, on=persona_id, lane=Lane.BULK)


def settle(persona_id: str, session_id: int, written: Written) -> Operation[bool]:
    """Note what asking for a title cost, whether or not it became one."""

    def work(file: PersonaFile) -> bool:
        return settle_errand(file, session_id, TITLE, written.outcome, has_text=bool(written.text))

    def announce(was_paid: bool) -> Iterable[Change]:
        return (Change(Topic.SPENDING, persona_id, session_id),) if was_paid else ()

    return Write(work, on=persona_id, announces=announce)
