"""What was written but not sent: at most one text a session, and one where no session has begun yet."""

from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import text, whole_or_none


def get_drafts(file: PersonaFile) -> dict[int | None, str]:
    """The drafts by session id; ``None`` is where no session has begun yet."""
    rows = file.execute("drafts.get_drafts").fetchall()
    return {session_id: text(content) for session_id, content in rows if _is_of_session(session_id)}


def put_draft(file: PersonaFile, session_id: int | None, content: str) -> None:
    """Store a draft in the place of the last one; an empty one is no draft.

    The draft of a deleted session is not stored.

    Raises:
        UnknownPersona: the persona has no file.
        InvalidInput: the text cannot be stored.
    """
    _check(session_id, content)
    file.check_is_there()
    _put(file, session_id, content)


def add_to_draft(file: PersonaFile, session_id: int | None, content: str) -> None:
    """Store a text in a line of its own behind the draft that is there, whatever it says.

    Raises:
        UnknownPersona: the persona has no file.
        InvalidInput: the text cannot be stored.
    """
    _check(session_id, content)
    file.check_is_there()
    row = file.execute("drafts.get_draft", (session_id,)).fetchone()
    _put(file, session_id, "\n".join(filter(None, (*map(text, row or ()), content))))


def keep_queue_place(file: PersonaFile, session_id: int, queued_id: int) -> None:
    """Note within the caller's transaction where a text has waited that is in the draft now.

    It is forgotten with the draft: as soon as that is empty.
    """
    file.execute("drafts.keep_queue_place", (session_id, queued_id))


def queue_place_of(file: PersonaFile, session_id: int) -> int | None:
    """Where the text has waited that is the draft now; ``None`` where it has not."""
    row = file.execute("drafts.get_queue_place", (session_id,)).fetchone()
    return None if row is None else whole_or_none(row[0])


def delete_draft(file: PersonaFile, session_id: int | None) -> None:
    """Delete a draft within the caller's transaction."""
    file.execute("drafts.delete_draft", (session_id,))


def _is_of_session(value: object) -> bool:
    return value is None or whole_or_none(value) is not None


def _check(session_id: int | None, content: str) -> None:
    check_text(content, "draft")
    if session_id is not None:
        check_id(session_id, "session")


def _put(file: PersonaFile, session_id: int | None, content: str) -> None:
    values = (session_id, content, utc_now())
    if not content:
        delete_draft(file, session_id)
    elif not file.execute("drafts.update_draft", values).rowcount:
        file.execute("drafts.insert_draft", values)
