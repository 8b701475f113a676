"""A persona's file with values that no column promises: put in as another program would."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st
from support.on_file import store_profile, write

from personaui_desktop.database import create_session, init_persona_db, save_message
from personaui_desktop.database.drafts import put_draft
from personaui_desktop.database.proposals import add_proposals
from personaui_desktop.database.provenance import edit_memory, forget_memory, set_pinned, store_memory
from personaui_desktop.database.receipts import settle_reply, store_receipt
from personaui_desktop.database.replies import begin_reply, finish_reply
from personaui_desktop.records.memories import Origin, Proposal
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyOutcome, Usage

TABLES = (
    "chat_sessions",
    "chat_messages",
    "memories",
    "memory_sources",
    "memory_proposals",
    "replies",
    "reply_receipts",
    "sent_systems",
    "spending",
    "persona_profile",
    "drafts",
    "message_counts",
    "db_info",
    "undo_steps",
    "undo_rows",
)


class Foul(NamedTuple):
    """One odd value: where it goes, and whether bytes go there as text."""

    table: str
    column: int
    value: Any
    as_text: bool
    everywhere: bool


VALUES = st.one_of(
    st.none(),
    st.sampled_from([0, 1, -1, 2, 2**31, 2**63 - 1, -(2**63) + 1, -(2**63)]),
    st.floats(allow_nan=False),
    st.sampled_from(["", "abc", "1", "yesterday", "{}", "[[]]", "complete", "memory\0", "\U0001f600" * 9]),
    st.binary(max_size=40),
)
FOULS = st.lists(
    st.builds(Foul, st.sampled_from(TABLES), st.integers(0, 9), VALUES, st.booleans(), st.booleans()),
    min_size=1,
    max_size=4,
)


def make_full_file(persona_id: str = "default") -> None:
    """A file with a row in every table: two sessions, a greeting, questions, replies, memories, proposals."""
    init_persona_db(persona_id)
    store_profile(Profile("Mia", "Warm.", "Hello!", b"no picture"), persona_id)
    for number in range(2):
        session = create_session(f"Session {number}", persona_id)
        ids = [
            save_message(f"Message {at} of {number}", at % 2 == 0, "Mia", session, persona_id)
            for at in range(8)
        ]
        _add_reply(session, persona_id)
        memory = write(store_memory, session, "The pier was built in 1910.", ids[0], ids[3], on=persona_id)
        write(set_pinned, memory, True, on=persona_id)
        write(edit_memory, memory, "The pier was built in 1911.", on=persona_id)
        write(
            add_proposals,
            [Proposal(0, session, None, "Mia swims.", ids[4], ids[5], "hash", Origin.ITSELF, True)],
            on=persona_id,
        )
        write(forget_memory, write(store_memory, None, "Tea without sugar.", on=persona_id), on=persona_id)
        write(put_draft, session, "not sent", on=persona_id)


def _add_reply(session: int, persona_id: str) -> None:
    reply = write(begin_reply, session, "Mia", "run", on=persona_id)
    write(store_receipt, reply, "hash", b"system", b"content", on=persona_id)
    outcome = ReplyOutcome(ReplyStatus.STOPPED, "Stopped.", "claude", "end_turn", Usage(1, 2, 3, 4), 20)
    write(finish_reply, reply, "Half of an answer", outcome, on=persona_id)
    write(settle_reply, reply, session, outcome, 7, "2026-01-01", on=persona_id)


def put_foul(path: Path, foul: Foul) -> None:
    """Put an odd value into a column, of all rows or of the last; what SQLite refuses stays as it was."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection, suppress(sqlite3.IntegrityError):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({foul.table})")]
        column = columns[foul.column % len(columns)]
        place = "CAST(? AS TEXT)" if foul.as_text and isinstance(foul.value, bytes) else "?"
        last = f"(SELECT {columns[0]} FROM {foul.table} ORDER BY 1 DESC LIMIT 1)"
        where = "" if foul.everywhere else f" WHERE {columns[0]} IS {last}"
        connection.execute(f"UPDATE OR IGNORE {foul.table} SET {column} = {place}{where}", (foul.value,))
