"""Has the index by which messages are found follow what is written."""

from typing import Any

from PySide6.QtCore import QObject, SignalInstance

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.records.changes import Topic
from personaui_desktop.widgets.common.index_following import IndexFollowing

AFTER_MS = 5_000
"""So long nothing is written first: while a reply arrives its message changes several times a second."""
_TOPICS = (Topic.MESSAGES, Topic.SESSIONS)


class SearchIndexing(IndexFollowing):
    """Looks after the files in which something was written."""

    def __init__(self, run: Run, changed: SignalInstance, parent: QObject | None = None) -> None:
        super().__init__(run, changed, _TOPICS, _brought_up_to_date, AFTER_MS, parent, until_quiet=True)


def _brought_up_to_date(persona_id: str) -> Operation[Any]:
    # No part of the start.
    from personaui_desktop.operations.search import follow

    return follow(persona_id)
