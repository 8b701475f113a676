"""Verbs on the undo history: what comes next, take it back, do it again."""

from collections.abc import Iterable

from personaui_desktop.background.operation import Errand, Operation
from personaui_desktop.database import undo_steps
from personaui_desktop.records import Change, NextSteps, StepTaken, Topic

_TOPICS = {
    "chat_sessions": Topic.SESSIONS,
    "memories": Topic.MEMORIES,
    "memory_sources": Topic.MEMORIES,
    "memory_proposals": Topic.MEMORIES,
}


def history(persona_id: str) -> Operation[NextSteps]:
    """What can be taken back next, and what done again."""
    return Errand(lambda: undo_steps.history(persona_id))


def undo(persona_id: str, step_id: int | None = None) -> Operation[StepTaken | None]:
    """Take back the newest step; given a step, only if it still is the newest."""
    return Errand(lambda: undo_steps.undo(persona_id, step_id), lambda taken: _changes(persona_id, taken))


def redo(persona_id: str) -> Operation[StepTaken | None]:
    """Do the step again that was taken back last."""
    return Errand(lambda: undo_steps.redo(persona_id), lambda taken: _changes(persona_id, taken))


def _changes(persona_id: str, taken: StepTaken | None) -> Iterable[Change]:
    if taken is None:
        return ()
    topics = dict.fromkeys(_TOPICS[row.table] for row in taken.rows)
    return tuple(Change(topic, persona_id, taken.step.session_id) for topic in topics)
