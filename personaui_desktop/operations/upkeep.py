"""What nobody waits for: finish interrupted copies, empty what has expired, index memories."""

from collections.abc import Generator
from contextlib import suppress
from functools import partial

from personaui_desktop.background.operation import Operation, Steps
from personaui_desktop.database import memory_index
from personaui_desktop.database.common_words import count_common_words
from personaui_desktop.database.copying import unfinished_copies
from personaui_desktop.database.file import opened
from personaui_desktop.database.locations import get_all_persona_ids
from personaui_desktop.database.session_marks import expired
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.branches import finished
from personaui_desktop.operations.persona_files import empty_expired
from personaui_desktop.operations.sessions import emptied
from personaui_desktop.records.changes import Change, Topic


def after_start() -> Operation[list[Change]]:
    """Finish the copies of conversations that are not whole, and delete what the trash no longer keeps.

    A file that cannot be used is told of where it is opened; it is passed over here.
    """

    def work() -> Generator[None, None, list[Change]]:
        changes: list[Change] = []
        # What cannot be deleted now is tried again at the next start.
        with suppress(KnownError):
            empty_expired()
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
    yield from _indexed(persona_id)


def index_memories(persona_id: str) -> Operation[None]:
    """Take into the index of a persona's memories, if it has one, what changed since the last time."""
    return Steps(partial(_indexed, persona_id))


def _indexed(persona_id: str) -> Generator[None, None, None]:
    while True:
        with opened(persona_id) as file:
            if not memory_index.bring_up_to_date(file, make=False, characters=memory_index.A_STEP):
                return
            if not memory_index.has_changes(file):
                count_common_words(file)
                return
        yield
