"""Copies of sessions, made in chunks: the newest messages first, so that a copy can be read at once.

A copy's ids are those of the messages it was made from and a fixed number, and are kept from the start.
"""

from personaui_desktop.database.branches import check_has_message, insert_branch
from personaui_desktop.database.chat import get_max_message_id
from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.fork_markers import marker_until
from personaui_desktop.database.many_at_once import many_at_once
from personaui_desktop.database.reading import whole
from personaui_desktop.database.rows import marker_of
from personaui_desktop.database.session_marks import put_in_trash_unnoted
from personaui_desktop.database.sessions import has_session, insert_session
from personaui_desktop.database.table_rows import COPIED, copying
from personaui_desktop.database.tails import check_is_whole
from personaui_desktop.database.undo_steps import undoable
from personaui_desktop.database.versions import give_back
from personaui_desktop.errors import UnknownSession
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.branches import BranchKind
from personaui_desktop.records.undo import RowKey, StepKind

CHUNK = 1_500
"""How many messages are copied in one transaction."""
_AFTERWARDS = ("copy_afterthoughts", "forget_counts", "count_small_blocks", "count_large_blocks")


def begin_copy(file: PersonaFile, session_id: int, until: int | None, title: str) -> int:
    """Begin a copy of a session up to a message, ``None`` for all, 0 for none; answer the new session's id.

    What it has at once is its last `CHUNK` messages; `copy_chunk` copies the rest. It is one step,
    which taken back leaves the copy in the trash.

    Raises:
        UnknownSession: there is no such session.
        InvalidInput: the message is not in it; it is being copied already; the title cannot be stored.
    """
    check_text(title, "title")
    if not has_session(file, check_id(session_id, "session")):
        raise UnknownSession(
            Phrase("Conversations", "This conversation no longer exists."),
            Phrase("Conversations", "Choose another conversation."),
        )
    check_is_whole(file, session_id)
    kind = BranchKind.DUPLICATE if until is None else BranchKind.COPIED
    if until:
        check_has_message(file, session_id, until)
    copy_id = insert_session(file, title)
    file.execute("session_marks.copy_titled_by", (copy_id, session_id))
    last = whole(get_max_message_id(file, session_id)) if until is None else until
    _begin(file, session_id, copy_id, kind, last)
    # The step begins in the trash, where taking it back leads: the copy may have been gone on with.
    put_in_trash_unnoted(file, copy_id)
    mark = RowKey("session_marks", copy_id)
    with undoable(file, StepKind.SESSION_COPIED, copy_id, mark):
        file.execute("session_marks.take_out_of_trash", (None, copy_id))
    # As the last messages come first, whatever is written from now on has a higher id than all that follow.
    copy_chunk(file, copy_id)
    return copy_id


def copy_chunk(file: PersonaFile, copy_id: int) -> bool:
    """Copy the next messages of an unfinished copy; whether there are more. One that is gone has none."""
    row = file.execute("copying.get_progress", (check_id(copy_id, "session"),)).fetchone()
    if row is None or not has_session(file, copy_id):
        return False
    source, before, offset = (whole(value) for value in row)
    first = file.execute("copying.chunk_before", (source, before, CHUNK)).fetchone()[0]
    if first is not None:
        names = {"source": source, "target": copy_id, "offset": offset, "first": first, "last": before - 1}
        with many_at_once(file, copy_id):
            file.execute("copying.copy_chat_messages", names)
            for table in COPIED:
                file.connection.execute(copying(table), names)
        # Newest first: no memory of the copy is of what comes in only now.
        for query in _AFTERWARDS:
            file.execute(f"copying.{query}", names)
        for (message_id,) in file.execute("copying.copied_before_they_said_anything", names).fetchall():
            give_back(file, message_id)
        if file.execute("branches.get_message_before", (source, first)).fetchone()[0] is None:
            first = None
    file.execute("copying.set_progress", (first, copy_id))
    return first is not None


def unfinished_copies(file: PersonaFile) -> list[int]:
    """The copies that are not whole, for a full disk or a kill came between."""
    return [copy_id for (copy_id,) in file.execute("copying.unfinished")]


def _begin(file: PersonaFile, session_id: int, copy_id: int, kind: BranchKind, last: int) -> None:
    first = whole(file.execute("branches.first_message", (session_id,)).fetchone()[0])
    row = file.execute("copying.highest_id").fetchone()
    offset = max(0, whole(row[0]) - first + 1) if row else 0
    insert_branch(file, copy_id, kind, last, offset, last + 1, session_id)
    until = marker_until(file, marker_of(file, session_id), last, session_id, session_id)
    file.execute("tails.set_marker", (None if until is None else until + offset, copy_id))
