"""Some thousand calls at random: each is answered, or refused by name, and no file is the worse for it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.on_file import read, write
from support.random_calls import RandomCaller

from personaui_desktop import database
from personaui_desktop.database import receipts, replies
from personaui_desktop.database.find import AFTER_ALL, find_step
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Usage

CALLS = 2_500


@pytest.mark.parametrize("seed", [1, 20, 300])
def test_every_call_is_answered_or_refused_by_name(data_dir: Path, seed: int) -> None:
    caller = RandomCaller(seed)
    with database.reused_connections():
        raw = [error for error in (caller.call() for _ in range(CALLS)) if error is not None]
    assert [(error.kind, error.call) for error in raw] == []
    assert min(caller.counts["answered"], caller.counts["refused"]) > CALLS // 10
    for file in data_dir.glob("*.db"):
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_reply_is_stored_whatever_its_server_says_of_it() -> None:
    session = database.create_session()
    reply = write(replies.begin_reply, session, "Mia", "run")
    write(receipts.store_receipt, reply, "hash", b"system", b"content")
    odd = ReplyOutcome(
        ReplyStatus.FAILED, "half \ud800", "model\udc00", "stop\ud83d", Usage(2**63, 5, -(2**70), None), 2**64
    )
    assert write(replies.finish_reply, reply, "All that was shown", odd)
    write(receipts.settle_reply, reply, session, odd, 2**90, "2026-01-01")
    found = read(receipts.get_receipt, reply)
    assert found is not None
    assert (found.problem, found.model, found.stop_reason) == ("half \ufffd", "model\ufffd", "stop\ufffd")
    assert (found.usage, found.first_text_ms, found.cost_nano) == (Usage(None, 5, None, None), None, None)
    assert read(receipts.session_spending, session) == receipts.Spent(0, 1, 1)
    assert database.get_last_message(session)["message"] == "All that was shown"


def test_looking_at_no_messages_finds_none() -> None:
    session = database.create_session()
    database.save_message("Hello", True, session_id=session)
    assert read(find_step, session, AFTER_ALL, len, size=0) == ([], None)
