from pathlib import Path

import pytest
from support.files import execute
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import pages, replies
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome


@pytest.fixture
def session() -> int:
    """A session of twenty messages with odd ids; the even ones belong to another session."""
    wanted, other = database.create_session(), database.create_session()
    with database.reused_connections():
        for number in range(40):
            database.save_message(str(number + 1), True, session_id=other if number % 2 else wanted)
    return wanted


def test_records_say_how_a_reply_ended(session: int) -> None:
    reply = write(replies.begin_reply, session, "Mia", "run")
    write(replies.finish_reply, reply, "part", ReplyOutcome(ReplyStatus.FAILED, "No network.", "a-model"))
    said, answered = read(pages.newest_page, session, 2).messages
    assert (said.status, said.problem, said.model) == (None, None, None)
    assert (answered.status, answered.problem, answered.model) == (
        ReplyStatus.FAILED,
        "No network.",
        "a-model",
    )
    assert answered.session_id == session


def test_how_a_reply_ended_in_a_later_program_is_not_known_here(session: int, data_dir: Path) -> None:
    reply = write(replies.begin_reply, session, "Mia", "run")
    write(replies.finish_reply, reply, "part", ReplyOutcome(ReplyStatus.FAILED, "No network."))
    execute(data_dir / "main.db", "UPDATE replies SET status = 'something of a later program'")
    (answered,) = read(pages.newest_page, session, 1).messages
    assert (answered.status, answered.problem) == (None, "No network.")
