"""Marks on messages: hidden from what is sent, bookmarked, noted on. They change no message."""

from collections.abc import Sequence

from personaui_desktop.database.checks import check_count, check_id, check_text
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.messages import MOST_AT_ONCE, session_of
from personaui_desktop.database.pages import AFTER_ALL
from personaui_desktop.database.reading import flag, moment, text
from personaui_desktop.database.rows import Row
from personaui_desktop.database.undo_steps import undoable
from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.bookmarks import Bookmark, BookmarkPage
from personaui_desktop.records.undo import RowKey, StepKind

BEGINNING_CHARACTERS = 200


def set_hidden(file: PersonaFile, message_ids: Sequence[int], hidden: bool) -> int | None:
    """Leave messages out of what is sent, or no longer; answer the step that takes it back, if any."""
    kind = StepKind.MESSAGES_HIDDEN if hidden else StepKind.MESSAGES_SHOWN
    return _mark(file, message_ids, kind, "marks.set_hidden", int(hidden))


def set_bookmarked(file: PersonaFile, message_id: int, bookmarked: bool) -> int | None:
    """Bookmark a message, or no longer; answer the step that takes it back, if anything changed."""
    return set_all_bookmarked(file, [message_id], bookmarked)


def set_all_bookmarked(file: PersonaFile, message_ids: Sequence[int], bookmarked: bool) -> int | None:
    """Do as `set_bookmarked` with several messages, as one step."""
    return _mark(file, message_ids, StepKind.BOOKMARK_CHANGED, "marks.set_bookmarked", int(bookmarked))


def set_note(file: PersonaFile, message_id: int, note: str) -> int | None:
    """Note something on a message; a blank note is none. Answer the step that takes it back, if any."""
    noted = check_text(note, "note").strip() or None
    return _mark(file, [message_id], StepKind.NOTE_CHANGED, "marks.set_note", noted)


def markable_between(file: PersonaFile, session_id: int, first_id: int, last_id: int) -> list[int]:
    """The messages of a session from one to another, both included, that are to be marked at one go.

    Raises:
        InvalidInput: they are too many.
    """
    ends = check_id(first_id, "message"), check_id(last_id, "message")
    values = (check_id(session_id, "session"), *ends, MOST_AT_ONCE + 1)
    ids = [message_id for (message_id,) in file.execute("messages.ids_between", values)]
    if len(ids) > MOST_AT_ONCE:
        raise InvalidInput(
            Phrase("Messages", "More than {most} messages cannot be marked at once.").filled(
                most=MOST_AT_ONCE
            ),
            Phrase("Messages", "Mark fewer at a time."),
        )
    return ids


def bookmarks(file: PersonaFile, size: int, before_id: int | None = None) -> BookmarkPage:
    """A page of the persona's bookmarked messages, the newest first.

    Those of a session in the trash, and of what is parked in one, come back with it.

    Args:
        file: the persona's.
        size: how many at most.
        before_id: only messages before this one; ``None`` begins with the newest.
    """
    before = AFTER_ALL if before_id is None else check_id(before_id, "message")
    size = min(check_count(size, "page"), 2**31)
    rows = file.execute("marks.bookmarks_before", (before, BEGINNING_CHARACTERS, size + 1)).fetchall()
    return BookmarkPage([_bookmark(row) for row in rows[:size]], len(rows) > size)


def _mark(
    file: PersonaFile, message_ids: Sequence[int], kind: StepKind, query: str, value: int | str | None
) -> int | None:
    """Mark messages by a query that takes the value and a message's id; rows without any mark are no rows."""
    for message_id in message_ids:
        check_id(message_id, "message")
    sessions = {session_of(file, message_id) for message_id in message_ids} - {None}
    session_id = sessions.pop() if len(sessions) == 1 else None
    with undoable(file, kind, session_id, *(RowKey("message_marks", each) for each in message_ids)) as step:
        for message_id in message_ids:
            file.execute("marks.ensure_marks", (message_id,))
            file.execute(query, (value, message_id))
            file.execute("marks.delete_empty_marks", (message_id,))
    return step.step_id


def _bookmark(row: Row) -> Bookmark:
    message_id, session_id, title, beginning, is_user, timestamp, name, note = row
    return Bookmark(
        message_id,
        session_id,
        text(title),
        text(beginning),
        flag(is_user),
        moment(timestamp),
        text(name),
        text(note),
    )
