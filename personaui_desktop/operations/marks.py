"""Verbs on marks: leave messages out of what is sent, bookmark, note. What they change can be taken back."""

from collections.abc import Callable, Sequence

from personaui_desktop.background.operation import Operation
from personaui_desktop.database import marks
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.records.bookmarks import BookmarkPage
from personaui_desktop.records.changes import Change, Topic

PAGE_SIZE = 60


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
