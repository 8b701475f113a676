"""What a start does that nobody waits for: finish interrupted copies, empty what has expired."""

from collections.abc import Generator

from personaui_desktop.background.operation import Operation, Steps
from personaui_desktop.database.copying import unfinished_copies
from personaui_desktop.database.file import opened
from personaui_desktop.database.locations import get_all_persona_ids
from personaui_desktop.database.session_marks import expired
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.branches import finished
from personaui_desktop.operations.sessions import emptied
from personaui_desktop.records.changes import Change, Topic


def after_start() -> Operation[list[Change]]:
    """Finish the copies of conversations that are not whole, and delete what the trash no longer keeps.

    A file that cannot be used is told of where it is opened; it is passed over here.
    """

    def work() -> Generator[None, None, list[Change]]:
        changes: list[Change] = []
        for persona_id in get_all_persona_ids():
            try:
                yield from _looked_after(persona_id, changes)
            except KnownError:
                continue
            yield
        return changes

    return Steps(work, list)


def _looked_after(persona_id: str, changes: list[Change]) -> Generator[None, None, None]:
    with opened(persona_id) as file:
        copies = unfinished_copies(file)
    for copy_id in copies:
        yield from finished(persona_id, copy_id)
        changes.append(Change(Topic.MESSAGES, persona_id, copy_id))
    if (yield from emptied(persona_id, expired)):
        changes.append(Change(Topic.SESSIONS, persona_id))
