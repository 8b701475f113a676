"""What marks sessions: pinned, archived, in the trash, unread; all but the last can be taken back."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.session_titles import put_title
from personaui_desktop.database.undo_steps import undoable
from personaui_desktop.records.sessions import TitledBy
from personaui_desktop.records.undo import RowKey, StepKind

TRASH_DAYS = 30
"""How long the trash keeps a session."""


def set_pinned(file: PersonaFile, session_ids: Sequence[int], pinned: bool) -> int | None:
    """Pin sessions or let them go, as one step; answer the step, or ``None`` where nothing changed."""
    return _mark(file, StepKind.SESSION_PINNED, session_ids, "set_pinned", int(pinned))


def set_archived(file: PersonaFile, session_ids: Sequence[int], archived: bool) -> int | None:
    """Archive sessions or take them out again, as one step; answer the step, or ``None``."""
    return _mark(file, StepKind.SESSION_ARCHIVED, session_ids, "set_archived", int(archived))


def put_in_trash(file: PersonaFile, session_ids: Sequence[int]) -> int | None:
    """Put sessions in the trash, as one step; answer the step, or ``None``."""
    return _mark(file, StepKind.SESSION_TRASHED, session_ids, "put_in_trash", utc_now())


def put_in_trash_unnoted(file: PersonaFile, session_id: int) -> None:
    """Put a session in the trash within the caller's transaction, as no step."""
    file.execute("session_marks.put_in_trash", (utc_now(), check_id(session_id, "session")))


def take_out_of_trash(file: PersonaFile, session_ids: Sequence[int]) -> int | None:
    """Take sessions out of the trash, as one step; answer the step, or ``None``."""
    return _mark(file, StepKind.SESSION_RESTORED, session_ids, "take_out_of_trash", None)


def rename(file: PersonaFile, session_id: int, title: str) -> bool:
    """Give a session the title that a person wants, as one step; whether the session exists.

    Raises:
        InvalidInput: the title cannot be stored.
    """
    check_text(title, "title")
    key = RowKey("session_titles", check_id(session_id, "session"))
    with undoable(file, StepKind.SESSION_RENAMED, session_id, key):
        return put_title(file, session_id, title, TitledBy.PERSON)


def set_unread(file: PersonaFile, session_id: int, unread: bool) -> bool:
    """Note that a reply in a session has not been seen yet, or that all have; whether that is new."""
    check_id(session_id, "session")
    was_unread = file.execute("session_marks.is_unread", (session_id,)).fetchone() is not None
    if was_unread == unread:
        return False
    return file.execute("session_marks.set_unread", (int(unread), session_id)).rowcount > 0


def unread(file: PersonaFile) -> list[int]:
    """The sessions outside of the trash that have a reply that was not seen yet."""
    return [session_id for (session_id,) in file.execute("session_marks.unread")]


def trashed(file: PersonaFile) -> list[int]:
    """The sessions in the trash, the first put there first, but for those that are still being copied."""
    return _trashed_before(file, utc_now())


def expired(file: PersonaFile) -> list[int]:
    """Those of them that have been there for longer than the trash keeps anything."""
    oldest = datetime.now(UTC) - timedelta(days=TRASH_DAYS)
    return _trashed_before(file, f"{oldest:%Y-%m-%d %H:%M:%S}")


def _trashed_before(file: PersonaFile, moment: str) -> list[int]:
    return [session_id for (session_id,) in file.execute("session_marks.trashed_before", (moment,))]


def _mark(
    file: PersonaFile, kind: StepKind, session_ids: Sequence[int], query: str, value: int | str | None
) -> int | None:
    """Change one mark by a query that takes the value and a session's id."""
    keys = [RowKey("session_marks", check_id(session_id, "session")) for session_id in session_ids]
    about = session_ids[0] if len(session_ids) == 1 else None
    with undoable(file, kind, about, *keys) as step:
        for session_id in session_ids:
            file.execute(f"session_marks.{query}", (value, session_id))
    return step.step_id
