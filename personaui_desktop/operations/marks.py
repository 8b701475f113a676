"""Verbs on marks: leave messages out of what is sent, bookmark, note. What they change can be taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from personaui_desktop.background.operation import Operation
from personaui_desktop.database import marks
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.records.bookmarks import BookmarkPage
from personaui_desktop.records.changes import Change, Topic

PAGE_SIZE = 60


class Marked(NamedTuple):
    """Messages that were marked together, and the step that takes it back, if anything changed."""

    step_id: int | None
    message_ids: tuple[int, ...]


def hide(persona_id: str, session_id: int, message_ids: Sequence[int], hidden: bool) -> Operation[int | None]:
    """Leave messages out of what is sent, or no longer; the result is the step that takes it back, if any."""
    return _marking(
        persona_id, session_id, message_ids, lambda file: marks.set_hidden(file, message_ids, hidden)
    )


def bookmark(persona_id: str, session_id: int, message_id: int, bookmarked: bool) -> Operation[int | None]:
    """Bookmark a message, or no longer; the result is the step that takes it back, if any."""
    return _marking(
        persona_id, session_id, (message_id,), lambda file: marks.set_bookmarked(file, message_id, bookmarked)
    )


def hide_between(
    persona_id: str, session_id: int, first_id: int, last_id: int, hidden: bool
) -> Operation[Marked]:
    """Do as `hide` with a session's messages from one to another, as one step."""
    return _marking_between(
        persona_id, session_id, (first_id, last_id), partial(marks.set_hidden, hidden=hidden)
    )


def bookmark_between(
    persona_id: str, session_id: int, first_id: int, last_id: int, bookmarked: bool
) -> Operation[Marked]:
    """Do as `bookmark` with a session's messages from one to another, as one step, as `hide_between` does."""
    mark = partial(marks.set_all_bookmarked, bookmarked=bookmarked)
    return _marking_between(persona_id, session_id, (first_id, last_id), mark)


def note(persona_id: str, session_id: int, message_id: int, text: str) -> Operation[int | None]:
    """Note something on a message; a blank text is none. The result is the step that takes it back."""
    return _marking(
        persona_id, session_id, (message_id,), lambda file: marks.set_note(file, message_id, text)
    )


def bookmarks(
    persona_id: str, before_id: int | None = None, size: int = PAGE_SIZE
) -> Operation[BookmarkPage]:
    """The persona's bookmarked messages, the newest first; ``before_id`` asks for those before a message."""
    return Read(lambda file: marks.bookmarks(file, size, before_id), on=persona_id)


def _marking(
    persona_id: str,
    session_id: int,
    message_ids: Sequence[int],
    work: Callable[[PersonaFile], int | None],
) -> Operation[int | None]:
    changes = (Change(Topic.MESSAGES, persona_id, session_id, tuple(message_ids)),)
    return Write(work, on=persona_id, announces=lambda _step: changes)


def _marking_between(
    persona_id: str,
    session_id: int,
    ends: tuple[int, int],
    mark: Callable[[PersonaFile, Sequence[int]], int | None],
) -> Operation[Marked]:
    def work(file: PersonaFile) -> Marked:
        ids = marks.markable_between(file, session_id, *ends)
        return Marked(mark(file, ids), tuple(ids))

    def announce(marked: Marked) -> tuple[Change, ...]:
        ids = marked.message_ids
        return (Change(Topic.MESSAGES, persona_id, session_id, ids),) if ids else ()

    return Write(work, on=persona_id, announces=announce)
