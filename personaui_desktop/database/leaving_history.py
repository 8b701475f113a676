"""Deleted messages whose step leaves the undo history early: the trash has them until their time is over."""

from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.kept_rows import KeptRow, in_order, make_so, read_row
from personaui_desktop.database.reading import text
from personaui_desktop.database.sessions import insert_session
from personaui_desktop.records.branches import BranchKind
from personaui_desktop.records.sessions import TitledBy
from personaui_desktop.text import clean_text, title_from


def put_in_trash(file: PersonaFile, session_id: int, deleted_at: str, rows: list[KeptRow]) -> None:
    """Put what was deleted into a conversation in the trash, within the caller's transaction.

    There is one for all that was deleted from a conversation, which says where that came from. The trash
    keeps it as long after the deletion as anything.

    Args:
        file: the persona's.
        session_id: the conversation that they were deleted from.
        deleted_at: when.
        rows: the deletion, as its step keeps it.
    """
    back = [row.reversed for row in rows if row.after is None and row.before is not None]
    messages = {row.key for row in back if row.key.table == "chat_messages"}
    if not messages or any(read_row(file, key) is not None for key in messages):
        return
    gathering = _gathering(file, session_id, back)
    for row in in_order(back):
        if row.key.table == "chat_messages":
            row = row._replace(after={**(row.after or {}), "session_id": gathering})
        make_so(file, row)
    file.execute("session_marks.put_in_trash", (deleted_at, gathering))
    # What was deleted last is kept longest.
    file.execute("session_marks.take_out_of_trash", (deleted_at, gathering))


def _gathering(file: PersonaFile, session_id: int, back: list[KeptRow]) -> int:
    """The session in the trash with what was deleted from another one; made where there is none."""
    row = file.execute("undo_steps.get_gathering", (session_id,)).fetchone()
    if row is not None:
        found: int = row[0]
        return found
    first = min((row for row in back if row.key.table == "chat_messages"), key=lambda row: row.key.row_id)
    said = clean_text(text((first.after or {}).get("message")))
    made = insert_session(file, title_from(said))
    file.execute("session_marks.set_titled_by", (TitledBy.FIRST_WORDS.value, made))
    values = (made, BranchKind.COPIED.value, 0, 0, None, utc_now(), session_id)
    file.execute("branches.insert_branch", values)
    return made
