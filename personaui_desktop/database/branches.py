"""Branches of sessions: what follows a message is parked, and parked tails are opened in their place."""

from personaui_desktop.database.checks import check_id
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.forks import fork_of
from personaui_desktop.database.many_at_once import delete_at_once
from personaui_desktop.database.reading import whole, whole_or_none
from personaui_desktop.database.tails import (
    exchange,
    forget_if_empty,
    has_messages,
)
from personaui_desktop.database.undo_steps import undoable
from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.branches import BranchKind
from personaui_desktop.records.undo import RowKey, StepKind


def park_tail(file: PersonaFile, session_id: int, message_id: int) -> int:
    """Park a message and all that follow it in a session of their own, as one step; answer that session's id.

    Raises:
        InvalidInput: the message is not in the session; a reply is arriving in it; it is being copied.
    """
    check_has_message(file, session_id, message_id)
    before = message_before(file, session_id, message_id)
    with undoable(file, StepKind.TAIL_PARKED, session_id) as step:
        branch_id = file.insert("branches.insert_session_like", (session_id,))
        step.made(*_rows_of(branch_id))
        step.keep(RowKey("message_tails", message_id))
        file.execute("session_marks.copy_titled_by", (branch_id, session_id))
        insert_branch(file, branch_id, BranchKind.PARKED, whole(before), 0, None, session_id)
        exchange(file, branch_id)
    return branch_id


def open_branch(file: PersonaFile, branch_id: int) -> int:
    """Put a parked tail in its place and park what is there now, as one step; answer the session to show.

    Where its trunk is itself parked, that comes first. A branch without a trunk, or that is
    no parked tail, is a session to be shown as it is.

    Raises:
        InvalidInput: a reply is arriving there, or it is being copied.
    """
    way = _way_to(file, check_id(branch_id, "session"))
    if not way:
        return branch_id
    trunk_id = _trunk_of(file, way[0])
    with undoable(file, StepKind.BRANCH_OPENED, trunk_id) as step:
        for each in way:
            fork = fork_of(file, each)
            first = file.execute("branches.first_message", (each,)).fetchone()[0]
            if first is not None:
                step.keep(RowKey("message_tails", first))
            if fork is not None and not has_messages(file, fork.trunk_id, fork.message_id):
                step.keep(*_rows_of(each))
            exchange(file, each)
            forget_if_empty(file, each)
    return trunk_id


def delete_with_parked(file: PersonaFile, session_id: int) -> None:
    """Delete a session for good, with the tails that are parked in it and in these. Copies of it stay."""
    gone = {session_id: None}
    new = [session_id]
    while new:
        parked = file.execute("branches.parked_in", (new.pop(),)).fetchall()
        new += [branch_id for (branch_id,) in parked if branch_id not in gone]
        gone.update(dict.fromkeys(new))
    for each in gone:
        delete_at_once(file, each)


def message_before(file: PersonaFile, session_id: int, message_id: int) -> int | None:
    """The message before one in a session, or ``None`` where that is the first."""
    return whole_or_none(file.execute("branches.get_message_before", (session_id, message_id)).fetchone()[0])


def check_has_message(file: PersonaFile, session_id: int, message_id: int) -> None:
    """Make sure that a message lies in a session.

    Raises:
        InvalidInput: it does not.
    """
    values = (check_id(message_id, "message"), check_id(session_id, "session"))
    if file.execute("branches.has_message", values).fetchone() is None:
        raise InvalidInput(
            Phrase("Conversations", "This message is no longer in the conversation."),
            Phrase("Conversations", "Choose another message."),
        )


def insert_branch(
    file: PersonaFile,
    branch_id: int,
    kind: BranchKind,
    fork_id: int,
    id_offset: int,
    copied_from: int | None,
    trunk_id: int,
) -> None:
    """Store where a session branched off, within the caller's transaction."""
    values = (branch_id, kind.value, fork_id, id_offset, copied_from, utc_now(), trunk_id)
    file.execute("branches.insert_branch", values)


def _rows_of(branch_id: int) -> tuple[RowKey, RowKey]:
    return RowKey("chat_sessions", branch_id), RowKey("session_branches", branch_id)


def _trunk_of(file: PersonaFile, branch_id: int) -> int:
    fork = fork_of(file, branch_id)
    return branch_id if fork is None else fork.trunk_id


def _way_to(file: PersonaFile, branch_id: int) -> list[int]:
    """The parked tails from the session that is shown down to a branch. A ring leads nowhere."""
    way: dict[int, None] = {}
    fork = fork_of(file, branch_id)
    while fork is not None and branch_id not in way:
        way[branch_id] = None
        branch_id = fork.trunk_id
        fork = fork_of(file, branch_id)
    return list(reversed(way)) if fork is None else []
