from pathlib import Path

import pytest
from support.files import execute
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import edits, marks, pages, replies, to_remember
from personaui_desktop.records.messages import Marks, Message, ReplyStatus
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


def test_each_of_a_page_has_its_own_marks_and_versions(session: int) -> None:
    def shown(messages: list[Message]) -> list[tuple[int, Marks, int, int]]:
        return [(one.id, one.marks, one.version, one.versions) for one in messages]

    ids = [message.id for message in read(pages.newest_page, session, 20).messages]
    # Between those of the page lie messages of another session.
    write(marks.set_hidden, [ids[3], ids[3] + 1], True)
    write(marks.set_note, ids[-1], "Here.")
    for message_id, times in ((ids[0], 1), (ids[0] + 1, 1), (ids[3], 2)):
        for number in range(times):
            write(edits.edit_message, message_id, f"anew {number}", keeps_version=True)
    expected = [(message_id, Marks(), 1, 1) for message_id in ids]
    expected[0] = (ids[0], Marks(), 2, 2)
    expected[3] = (ids[3], Marks(is_hidden=True), 3, 3)
    expected[-1] = (ids[-1], Marks(note="Here."), 1, 1)
    assert shown(read(pages.newest_page, session, 20).messages) == expected
    assert shown(read(pages.messages_by_ids, session, ids)) == expected
    assert shown(read(pages.page_between, session, ids[3], ids[3], 9).messages) == [expected[3]]
    assert shown(read(to_remember.messages_between, session, ids[0], ids[-1], 99)) == expected


def test_where_no_version_is_chosen_the_first_counts(session: int, data_dir: Path) -> None:
    (message,) = read(pages.newest_page, session, 1).messages
    write(edits.edit_message, message.id, "anew", keeps_version=True)
    execute(data_dir / "main.db", "UPDATE message_versions SET content = 'of another program'")
    (message,) = read(pages.newest_page, session, 1).messages
    assert (message.version, message.versions) == (1, 2)
