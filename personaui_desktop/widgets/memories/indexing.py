"""Has the index by which memories are found follow what changes."""

from typing import Any

from PySide6.QtCore import QObject, SignalInstance

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.records.changes import Topic
from personaui_desktop.widgets.common.index_following import IndexFollowing

AFTER_MS = 3_000
"""While a reply arrives its message changes several times a second."""
_TOPICS = (Topic.MESSAGES, Topic.MEMORIES, Topic.SESSIONS)


class MemoryIndexing(IndexFollowing):
    """Looks after the files in which something changed."""

    def __init__(self, run: Run, changed: SignalInstance, parent: QObject | None = None) -> None:
        super().__init__(run, changed, _TOPICS, _brought_up_to_date, AFTER_MS, parent)


def _brought_up_to_date(persona_id: str) -> Operation[Any]:
    # No part of the start.
    from personaui_desktop.operations.upkeep import index_memories

    return index_memories(persona_id)
