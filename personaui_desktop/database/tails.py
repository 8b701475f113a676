"""Tails of sessions that take turns: what follows a fork now, and what is parked in a session of its own."""

from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.fork_markers import marker_until
from personaui_desktop.database.forks import Fork, fork_of
from personaui_desktop.database.many_at_once import many_at_once
from personaui_desktop.database.reading import text, whole
from personaui_desktop.database.rows import marker_of
from personaui_desktop.database.session_titles import put_title
from personaui_desktop.errors import CannotUndo, InvalidInput, NotNow
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.sessions import TitledBy
from personaui_desktop.text import clean_text, title_from

CHANGED_SINCE = Phrase("Files", "It has been changed since, so it stays as it is.")


def session_of(file: PersonaFile, message_id: int) -> int | None:
    """The session that a message lies in, or ``None`` where it was deleted."""
    row = file.execute("tails.get_session_of_message", (message_id,)).fetchone()
    return None if row is None else whole(row[0])


def has_messages(file: PersonaFile, session_id: int, after: int = 0) -> bool:
    """Whether a session has any message after one."""
    return file.execute("tails.has_messages", (session_id, after)).fetchone() is not None


def check_is_whole(file: PersonaFile, session_id: int) -> None:
    """Make sure that a session is not being copied, and is no copy that is not whole yet.

    Raises:
        NotNow: it is.
    """
    if file.execute("tails.is_being_copied", (session_id,)).fetchone() is not None:
        raise NotNow(
            Phrase("Conversations", "This conversation is still being copied."),
            Phrase("Conversations", "Try again in a moment."),
        )


def exchange(file: PersonaFile, branch_id: int) -> None:
    """Put a parked tail in its place and park what is there now, within the caller's transaction.

    No id changes, and nothing that hangs on a message is touched. Memories go with the tail that they end in.
    What is parked is called by its first words. Doing it again takes it back.

    Raises:
        InvalidInput: there is no such tail.
        NotNow: a reply arrives in one of the two; one is being copied.
    """
    fork = fork_of(file, branch_id)
    if fork is None:
        raise InvalidInput(
            Phrase("Conversations", "This branch no longer exists."),
            Phrase("Conversations", "Choose another branch."),
        )
    names = {"branch": branch_id, "trunk": fork.trunk_id, "fork": fork.message_id}
    for session_id in (branch_id, fork.trunk_id):
        check_is_whole(file, session_id)
    if file.execute("tails.is_reply_arriving", names).fetchone() is not None:
        raise NotNow(
            Phrase("Conversations", "A reply is still being written here."),
            Phrase("Conversations", "Stop it, or wait until it is complete."),
        )
    with many_at_once(file, branch_id):
        both = has_messages(file, branch_id)
        file.execute("tails.exchange_messages" if both else "tails.park_messages", names)
    for query in _AFTERWARDS:
        file.execute(f"tails.{query}", names)
    _exchange_markers(file, branch_id, fork)
    _name_tail(file, branch_id)
    file.execute("sessions.touch_session", (utc_now(), fork.trunk_id))


_AFTERWARDS = (
    "exchange_memories",
    "exchange_proposals",
    "exchange_branches",
    "exchange_afterthoughts",
    "look_again_at_spanning",
    "forget_fork_counts",
    "set_counts_aside",
    "give_counts_to_trunk",
    "give_counts_to_branch",
    "count_small_block",
    "count_large_block",
)


def move_to(file: PersonaFile, message_id: int, session_id: int) -> None:
    """Have a message and its tail lie in a session again, as an undo step wants it.

    Raises:
        CannotUndo: it belongs nowhere near any more.
        NotNow: a reply arrives in the tail, or it is being copied.
    """
    now = session_of(file, message_id) or 0
    for branch_id, trunk_id in ((now, session_id), (session_id, now)):
        fork = fork_of(file, branch_id)
        if fork is not None and fork.trunk_id == trunk_id:
            exchange(file, branch_id)
            forget_if_empty(file, branch_id)
            return
    raise CannotUndo(CHANGED_SINCE)


def forget_if_empty(file: PersonaFile, branch_id: int) -> None:
    """Delete the session of a parked tail in which nothing is parked any more.

    What belonged to messages that were deleted went there with them, and goes to the trunk.
    """
    fork = fork_of(file, branch_id)
    if fork is not None and not has_messages(file, branch_id):
        for what in ("memories", "proposals", "branches", "afterthoughts"):
            file.execute(f"tails.hand_over_{what}", (fork.trunk_id, branch_id))
        file.execute("sessions.delete_session", (branch_id,))
        file.execute("tails.delete_branch", (branch_id,))


def _exchange_markers(file: PersonaFile, branch_id: int, fork: Fork) -> None:
    """Each marker goes with its tail; what is remembered before the fork counts for both."""
    of_trunk, of_branch = marker_of(file, fork.trunk_id), marker_of(file, branch_id)
    shared = marker_until(file, of_trunk, fork.message_id, fork.trunk_id, branch_id)
    of_tail = max((each for each in (of_branch, shared) if each is not None), default=None)
    file.execute("tails.set_marker", (of_tail, fork.trunk_id))
    file.execute("tails.set_marker", (of_trunk, branch_id))


def _name_tail(file: PersonaFile, branch_id: int) -> None:
    """Its trunk's title would tell nobody which of several tails it is."""
    opening = file.execute("tails.get_opening", (branch_id,)).fetchone()
    title = title_from(clean_text(text(opening[0]))) if opening else ""
    if title:
        put_title(file, branch_id, title, TitledBy.FIRST_WORDS)
