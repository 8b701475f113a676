"""What waits in a session until the reply under way has ended: stored, said, edited, taken back."""

from personaui_desktop.database.chat import insert_message
from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.drafts import add_to_draft, delete_draft, keep_queue_place, queue_place_of
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import text
from personaui_desktop.database.saying import USER_NAME
from personaui_desktop.database.sessions import is_in_trash
from personaui_desktop.database.undo_steps import undoable
from personaui_desktop.errors import UnknownSession
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.queued import QueuedMessage
from personaui_desktop.records.undo import RowKey, StepKind


def queued_in(file: PersonaFile, session_id: int) -> list[QueuedMessage]:
    """What waits in a session, in the order in which it will be said."""
    rows = file.execute("queued.get_queued", (check_id(session_id, "session"),))
    return [QueuedMessage(queued_id, text(beginning)) for queued_id, beginning in rows]


def queue_message(file: PersonaFile, session_id: int, content: str) -> None:
    """Have a text wait; it is no draft any more.

    It waits where the draft has waited before, if it has, and behind all others if not.

    Raises:
        UnknownPersona: the persona has no file.
        UnknownSession: the persona has no session with that id.
        InvalidInput: the text cannot be stored.
    """
    check_id(session_id, "session")
    check_text(content, "message")
    file.check_is_there()
    values = (session_id, content, utc_now(), queue_place_of(file, session_id))
    if not file.execute("queued.insert_queued", values).rowcount:
        raise UnknownSession(
            Phrase("Conversations", "This conversation no longer exists."),
            Phrase("Conversations", "Choose another conversation."),
        )
    delete_draft(file, session_id)


def say_first_queued(file: PersonaFile, session_id: int, *, from_trash: bool = False) -> int | None:
    """Say what has waited longest. The draft stays: something else is being written by now.

    Args:
        file: the persona's.
        session_id: where it waits.
        from_trash: whether the session comes out of the trash for it; if not, it goes on waiting there.

    Returns:
        The message's id; ``None`` where nothing is said.
    """
    first = file.execute("queued.get_first", (check_id(session_id, "session"),)).fetchone()
    if first is None or (is_in_trash(file, session_id) and not from_trash):
        return None
    queued_id, content = first
    file.execute("queued.delete_queued", (queued_id,))
    file.execute("session_marks.take_out_of_trash", (None, session_id))
    return insert_message(file, session_id, text(content), 1, USER_NAME)


def queued_to_draft(file: PersonaFile, session_id: int, queued_id: int) -> str | None:
    """Put a text that waits behind the session's draft; answer it, or ``None`` where it waits no longer."""
    content = _content(file, session_id, queued_id)
    if content is not None:
        file.execute("queued.delete_queued", (queued_id,))
        add_to_draft(file, session_id, content)
        keep_queue_place(file, session_id, queued_id)
    return content


def take_back_queued(file: PersonaFile, session_id: int, queued_id: int) -> int | None:
    """Have a text wait no longer; answer the step that has it wait again, ``None`` where it did not wait."""
    if _content(file, session_id, queued_id) is None:
        return None
    with undoable(file, StepKind.QUEUED_TAKEN_BACK, session_id, RowKey("queued_messages", queued_id)) as step:
        file.execute("queued.delete_queued", (queued_id,))
    return step.step_id


def _content(file: PersonaFile, session_id: int, queued_id: int) -> str | None:
    values = (check_id(queued_id, "message"), check_id(session_id, "session"))
    row = file.execute("queued.get_one", values).fetchone()
    return None if row is None else text(row[0])
