"""After which messages of the person it was asked whether there is anything to add: once each."""

from personaui_desktop.database import pages
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.queued import queued_in
from personaui_desktop.database.reading import whole
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


def note_turn(file: PersonaFile, session_id: int, message_id: int) -> int:
    """Note that it is asked after a message, so that it is never asked again; answer an id for what is added.

    No other message gets that id, so that what is added stands in its place even if it is stored late.
    """
    file.execute("afterthoughts.note", (message_id, session_id))
    file.execute("afterthoughts.reserve_id")
    reserved: int = file.execute("afterthoughts.get_last_id").fetchone()[0]
    return reserved


def place_behind(file: PersonaFile, reply_id: int, reserved_id: int) -> int | None:
    """The session in which something can be added behind a reply; ``None`` where it cannot any more."""
    row = file.execute("afterthoughts.get_place", (reply_id, reserved_id)).fetchone()
    return None if row is None else whole(row[0])
