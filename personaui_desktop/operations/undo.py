"""Verbs on the undo history: what comes next, take it back, do it again."""

from collections.abc import Callable, Iterable
from functools import partial

from personaui_desktop.background.operation import Errand, Operation
from personaui_desktop.database import undo_steps
from personaui_desktop.database.file import PersonaFile, opened
from personaui_desktop.database.table_rows import TABLES
from personaui_desktop.operations.on_file import Read
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.personas import DEFAULT_PERSONA
from personaui_desktop.records.undo import NextSteps, StepTaken


def history(persona_id: str) -> Operation[NextSteps]:
    """What can be taken back next, and what done again."""
    return Read(undo_steps.history, on=persona_id)


def undo(persona_id: str, step_id: int | None = None) -> Operation[StepTaken | None]:
    """Take back the newest step; given a step, only if it still is the newest."""
    return _taking(persona_id, partial(undo_steps.undo, step_id=step_id))


def redo(persona_id: str) -> Operation[StepTaken | None]:
    """Do the step again that was taken back last."""
    return _taking(persona_id, undo_steps.redo)


def _taking(persona_id: str, take: Callable[[PersonaFile], StepTaken | None]) -> Operation[StepTaken | None]:
    def work() -> StepTaken | None:
        # Not one transaction: a step that cannot be taken back is forgotten, although that fails.
        with opened(persona_id, create=persona_id == DEFAULT_PERSONA) as file:
            return take(file)

    return Errand(work, _changes)


def _changes(taken: StepTaken | None) -> Iterable[Change]:
    if taken is None:
        return
    persona_id = taken.persona_id
    ids: dict[Topic, set[int]] = {}
    for row in taken.rows:
        known = ids.setdefault(TABLES[row.table].topic, set())
        if row.table != "message_versions":
            known.add(row.row_id)
    for session_id in sorted(ids.pop(Topic.SESSIONS, ())):
        yield Change(Topic.SESSIONS, persona_id, session_id)
    if any(row.table == "message_tails" for row in taken.rows):
        # Thousands may have gone along: who shows any of the session compares what is there now.
        ids |= {topic: set() for topic in _IN_TAILS}
        yield Change(Topic.SESSIONS, persona_id, taken.step.session_id)
    for topic, found in ids.items():
        yield Change(topic, persona_id, taken.step.session_id, tuple(sorted(found)))


_IN_TAILS = (Topic.MESSAGES, Topic.MEMORIES, Topic.PROPOSALS)
