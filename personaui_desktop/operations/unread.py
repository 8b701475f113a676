"""Verbs on replies that ended while nobody looked: which there are, mark one, and that it was seen."""

from collections.abc import Generator
from functools import partial

from personaui_desktop.background.operation import Operation, Steps
from personaui_desktop.database import session_marks
from personaui_desktop.database.file import opened
from personaui_desktop.database.locations import get_all_persona_ids
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.records.changes import Change, How, Topic


def of_one(persona_id: str) -> Operation[list[int]]:
    """A persona's sessions with a reply that was not seen yet."""
    return Read(session_marks.unread, on=persona_id)


def of_all() -> Operation[dict[str, list[int]]]:
    """The same of every persona, by id. A file that cannot be used is told of where it is opened."""

    def work() -> Generator[None, None, dict[str, list[int]]]:
        found: dict[str, list[int]] = {}
        for persona_id in get_all_persona_ids():
            try:
                with opened(persona_id) as file:
                    found[persona_id] = session_marks.unread(file)
            except KnownError:
                continue
            yield
        return found

    return Steps(work)


def mark(persona_id: str, session_id: int, unread: bool) -> Operation[bool]:
    """Note that a reply that ended was not seen, or that all were; the result is whether that is new."""

    def announce(is_new: bool) -> tuple[Change, ...]:
        return (Change(Topic.SESSIONS, persona_id, session_id, how=How.TOUCHED),) if is_new else ()

    return Write(
        partial(session_marks.set_unread, session_id=session_id, unread=unread),
        on=persona_id,
        announces=announce,
    )
