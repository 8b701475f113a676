"""Verbs on the memories' share of a request: how much of it the active ones take."""

from typing import NamedTuple

from personaui_desktop.background.operation import Operation
from personaui_desktop.conversation.choose_memories import choose_memories
from personaui_desktop.conversation.context import ContextLimits, room_for
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.on_file import Read
from personaui_desktop.operations.planning import memories_for


class MemoryBudget(NamedTuple):
    """How the active memories stand to their share of a request; tokens are estimated.

    ``tokens`` is what all of them would take, ``room`` what they may take. ``left_out`` is how many are left
    out of a message that is about none of them; which ones, and so how many, else depends on what is said.
    """

    active: int
    tokens: int
    room: int
    left_out: int


def memory_budget(persona_id: str, limits: ContextLimits) -> Operation[MemoryBudget]:
    """How much of their share the active memories take; no message is read for it."""

    def work(file: PersonaFile) -> MemoryBudget:
        room = room_for(cast_of(file), limits).memories
        found = memories_for(file, (), room)
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
        )

    return Read(work, on=persona_id)
