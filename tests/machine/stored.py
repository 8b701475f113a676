"""What a persona's file holds, read with plain SQL into the rows of the plain model."""

import sqlite3
from contextlib import closing

from machine.windows import PERSONA
from machine.world import (
    Branch,
    Draft,
    EditDraft,
    Key,
    Memory,
    Message,
    Proposal,
    Queued,
    Rows,
    Said,
    Session,
)

from personaui_desktop import database
from personaui_desktop.records.branches import BranchKind
from personaui_desktop.records.messages import ReplyStatus

_MESSAGES = """
SELECT chat_messages.id, session_id, is_user, message, status,
    coalesce(is_hidden, 0), coalesce(is_bookmarked, 0), coalesce(note, '')
FROM chat_messages
LEFT JOIN replies ON replies.message_id = chat_messages.id
LEFT JOIN message_marks ON message_marks.message_id = chat_messages.id
"""
_SESSIONS = """
SELECT id, title, coalesce(is_pinned, 0), coalesce(is_archived, 0), trashed_at, last_memory_message_id
FROM chat_sessions
LEFT JOIN session_marks ON session_id = id
"""
_MEMORIES = """
SELECT id, session_id, content, start_message_id, end_message_id, is_active, coalesce(pinned, 0)
FROM memories
LEFT JOIN memory_sources ON memory_id = id
"""
_BRANCHES = "SELECT session_id, kind, trunk_id, fork_id, id_offset, copied_from FROM session_branches"
_PROPOSALS = (
    "SELECT id, session_id, content, start_message_id, end_message_id, is_discarded FROM memory_proposals"
)
_DRAFTS = "SELECT coalesce(session_id, 0), content, queue_place FROM drafts"
_VERSIONS = "SELECT content, status FROM message_versions WHERE message_id = ? ORDER BY place, id"
_OF_UNDO = {"undo_steps", "undo_rows", "sqlite_sequence"}


def stored() -> Rows:
    """Every row of the default persona's file."""
    with closing(sqlite3.connect(database.get_db_path())) as file:
        rows: Rows = {}
        for message_id, session, is_user, text, status, *marks in file.execute(_MESSAGES):
            own = Said(text, _status(status))
            versions = [
                own if content is None else Said(content, _status(ended))
                for content, ended in file.execute(_VERSIONS, (message_id,))
            ] or [own]
            chosen = next(place for place, each in enumerate(versions) if each is own)
            hidden, bookmarked, note = marks
            said = Message(session, bool(is_user), tuple(versions), chosen)
            rows[Key("message", message_id)] = said._replace(
                hidden=bool(hidden), bookmarked=bool(bookmarked), note=note
            )
        for session_id, title, pinned, archived, trashed_at, marker in file.execute(_SESSIONS):
            marks = (bool(pinned), bool(archived), trashed_at is not None)
            rows[Key("session", session_id)] = Session(title, *marks, marker)
        for branch_id, kind, *values in file.execute(_BRANCHES):
            rows[Key("branch", branch_id)] = Branch(BranchKind(kind), *values)
        for memory_id, *values, active, pinned in file.execute(_MEMORIES):
            rows[Key("memory", memory_id)] = Memory(*values, bool(active), bool(pinned))
        for proposal_id, *values, discarded in file.execute(_PROPOSALS):
            rows[Key("proposal", proposal_id)] = Proposal(*values, bool(discarded))
        return rows | _unsaid(file)


def _unsaid(file: sqlite3.Connection) -> Rows:
    """What is written and not said yet."""
    rows: Rows = {}
    for session_id, *values in file.execute(_DRAFTS):
        rows[Key("draft", session_id)] = Draft(*values)
    for message_id, content in file.execute("SELECT message_id, content FROM edit_drafts"):
        rows[Key("edit", message_id)] = EditDraft(content)
    for queued_id, *values in file.execute("SELECT id, session_id, content FROM queued_messages"):
        rows[Key("queued", queued_id)] = Queued(*values)
    return rows


def everything(persona_id: str = PERSONA) -> list[str]:
    """A persona's whole file but for the undo history, as text."""
    with closing(sqlite3.connect(database.get_db_path(persona_id))) as file:
        return [line for line in file.iterdump() if not any(f'"{name}"' in line for name in _OF_UNDO)]


def unsound() -> list[object]:
    """What no file may hold, whatever has happened."""
    with closing(sqlite3.connect(database.get_db_path())) as file:
        found: list[object] = file.execute("PRAGMA foreign_key_check").fetchall()
        found += file.execute("PRAGMA integrity_check").fetchall()
        found.remove(("ok",))
        found += file.execute("SELECT * FROM message_moves").fetchall()
        for shift in (8, 16):
            query = "SELECT session_id, block, messages FROM message_counts WHERE shift = ?"
            told = set(file.execute(query, (shift,)))
            query = f"SELECT session_id, id >> {shift}, COUNT(*) FROM chat_messages GROUP BY 1, 2"
            found += told ^ set(file.execute(query))
        return found


def _status(status: str | None) -> ReplyStatus | None:
    return None if status is None else ReplyStatus(status)
