"""After which messages of the person it was asked whether there is anything to add: once each."""

from personaui_desktop.database import pages
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.queued import queued_in
from personaui_desktop.database.sessions import is_in_trash


def open_turn(file: PersonaFile, session_id: int, reply_id: int) -> int | None:
    """The id of the person's message after whose reply it may be asked; ``None`` where it may not.

    It may while that reply is complete and the newest message, nothing waits to be said, the session is not
    in the trash, and it was not asked before.
    """
    last = pages.newest_page(file, session_id, 2).messages
    if len(last) < 2 or last[1].id != reply_id:
        return None
    said, reply = last
    is_answered = said.is_user and not reply.is_user and reply.is_complete
    if not is_answered or said.marks.is_hidden or reply.marks.is_hidden:
        return None
    is_busy = bool(queued_in(file, session_id)) or is_in_trash(file, session_id)
    is_noted = file.execute("afterthoughts.is_noted", (said.id,)).fetchone() is not None
    return None if is_busy or is_noted else said.id


def note_turn(file: PersonaFile, session_id: int, message_id: int) -> None:
    """Note that it is asked after a message, so that it is never asked again."""
    file.execute("afterthoughts.note", (message_id, session_id))
