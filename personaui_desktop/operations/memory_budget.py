"""Verbs on the memories' share of a request: how much of it the active ones take."""

from typing import NamedTuple

from personaui_desktop.background.operation import Operation
from personaui_desktop.conversation.choose_memories import choose_memories
from personaui_desktop.conversation.context import ContextLimits, room_for
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.database.branch_family import memories_elsewhere
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.operations.cast import cast_of, person_of
from personaui_desktop.operations.on_file import Read
from personaui_desktop.operations.planning import memories_for


class MemoryBudget(NamedTuple):
    """How the active memories stand to their share of a request; tokens are estimated.

    ``tokens`` is what all of them would take, ``room`` what they may take. ``left_out`` is how many are left
    out of a message that is about none of them; which ones, and so how many, else depends on what is said.
    ``elsewhere`` is how many more are active that belong to other branches of the conversation.
    """

    active: int
    tokens: int
    room: int
    left_out: int
    elsewhere: int = 0


def memory_budget(
    persona_id: str, limits: ContextLimits, session_id: int | None = None
) -> Operation[MemoryBudget]:
    """How much of their share the active memories take in a session; no message is read for it."""

    def work(file: PersonaFile) -> MemoryBudget:
        room = room_for(cast_of(file), limits, person=person_of(file)).memories
        elsewhere = [] if session_id is None else memories_elsewhere(file, session_id)
        found = memories_for(file, (), room, elsewhere)
        pieces = choose_memories(found.memories, room, found.relevant, found.unread).steady
        return MemoryBudget(
            sum(piece.stands_for for piece in pieces),
            sum(piece.tokens_estimate for piece in pieces),
            room,
            sum(
                piece.stands_for
                for piece in pieces
                if not piece.included and piece.reason is not Reason.BLANK
            ),
            len(elsewhere),
        )

    return Read(work, on=persona_id)
