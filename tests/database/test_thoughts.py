import json
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from support.on_file import read, write

from personaui_desktop.database import create_session, get_db_connection
from personaui_desktop.database.interrupted import mark_interrupted_replies
from personaui_desktop.database.messages import delete_messages
from personaui_desktop.database.pages import newest_page
from personaui_desktop.database.replies import begin_anew, begin_reply, finish_reply, store_reply_text
from personaui_desktop.database.thoughts import get_thought
from personaui_desktop.database.undo_steps import undo
from personaui_desktop.database.versions import list_versions, step_version
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Thought

LONG = Thought("She asked for a poem. " * 500, 12_300, 1_400)
SHORT = Thought("Once more.", 800)


def outcome(thought: Thought | None) -> ReplyOutcome:
    effort = None if thought is None else f"of {thought.milliseconds}"
    return ReplyOutcome(ReplyStatus.COMPLETE, thought=thought, effort=effort)


@pytest.fixture
def reply(data_dir: Path) -> int:
    session = create_session("A talk")
    message_id = write(begin_reply, session, "Mia", "run")
    write(finish_reply, message_id, "A poem.", outcome(LONG))
    return message_id


def thought_ms() -> int | None:
    return read(newest_page, 1, 1).messages[0].thought_ms


def effort() -> str | None:
    connection = get_db_connection("default")
    (found,) = connection.execute("SELECT effort FROM replies").fetchone() or (None,)
    connection.close()
    return found


def kept_beside() -> list[int | None]:
    connection = get_db_connection("default")
    rows = connection.execute("SELECT thought_ms FROM message_versions ORDER BY place").fetchall()
    connection.close()
    return [row[0] for row in rows]


def test_a_thought_is_kept_small_and_read_as_it_was(reply: int) -> None:
    assert read(get_thought, reply) == LONG
    assert thought_ms() == 12_300
    assert read(newest_page, 1, 1).messages[0].thought_tokens == 1_400
    connection = get_db_connection("default")
    (size,) = connection.execute("SELECT length(thought) FROM replies").fetchone()
    connection.close()
    assert size < len(LONG.text) / 10


def test_a_thought_belongs_to_its_version(reply: int) -> None:
    write(begin_anew, reply, "Mia", "run")
    assert (thought_ms(), read(get_thought, reply)) == (None, None)
    write(finish_reply, reply, "Another.", outcome(SHORT))
    assert (thought_ms(), read(get_thought, reply), effort()) == (800, SHORT, "of 800")
    write(step_version, reply, -1)
    assert (thought_ms(), read(get_thought, reply), effort()) == (12_300, LONG, "of 12300")
    assert len(read(list_versions, reply)) == 2
    assert kept_beside() == [None, 800], "the chosen one's is the message's own"
    write(undo)
    assert read(get_thought, reply) == SHORT


def test_a_deleted_reply_comes_back_with_its_thought(reply: int) -> None:
    write(delete_messages, 1, [reply])
    assert read(get_thought, reply) is None
    write(undo)
    assert read(get_thought, reply) == LONG
    assert effort() == "of 12300"


def test_a_step_of_a_time_without_some_columns_can_be_taken_back(reply: int) -> None:
    write(delete_messages, 1, [reply])
    connection = get_db_connection("default")
    (kept,) = connection.execute("SELECT row_before FROM undo_rows WHERE table_name = 'replies'").fetchone()
    older = {name: value for name, value in json.loads(kept).items() if name not in {"effort", "thought"}}
    connection.execute(
        "UPDATE undo_rows SET row_before = ? WHERE table_name = 'replies'", (json.dumps(older),)
    )
    connection.commit()
    connection.close()
    write(undo)
    assert (thought_ms(), effort()) == (12_300, None)


def test_a_thought_is_stored_with_the_first_text_after_it(data_dir: Path) -> None:
    message_id = write(begin_reply, create_session("A talk"), "Mia", "run")
    assert write(store_reply_text, message_id, "A", Thought("half \ud83d", 800))
    assert write(store_reply_text, message_id, "A poem", None)
    assert (thought_ms(), read(get_thought, message_id)) == (800, Thought("half \ufffd", 800))


def test_a_reply_that_goes_on_without_thinking_keeps_its_thought(reply: int) -> None:
    write(finish_reply, reply, "A poem. And more.", outcome(None))
    assert read(get_thought, reply) == LONG


STOPPED = ReplyOutcome(ReplyStatus.STOPPED, thought=SHORT)


def test_a_thought_is_kept_where_the_reply_ends_before_its_first_text(data_dir: Path) -> None:
    message_id = write(begin_reply, create_session("A talk"), "Mia", "run")
    assert write(finish_reply, message_id, "", STOPPED)
    assert read(get_thought, message_id) == SHORT
    assert read(newest_page, 1, 1).messages[0].status is ReplyStatus.STOPPED


def test_a_thought_without_a_reply_is_a_version_beside_the_next(data_dir: Path) -> None:
    message_id = write(begin_reply, create_session("A talk"), "Mia", "run")
    write(finish_reply, message_id, "", STOPPED)
    write(begin_anew, message_id, "Mia", "run")
    assert read(get_thought, message_id) is None
    write(finish_reply, message_id, "", STOPPED._replace(thought=None))
    assert read(get_thought, message_id) == SHORT, "where nothing comes, it is back"
    write(begin_anew, message_id, "Mia", "run")
    write(finish_reply, message_id, "A poem.", outcome(LONG))
    write(step_version, message_id, -1)
    assert read(get_thought, message_id) == SHORT


def test_what_was_said_is_back_where_another_version_only_thinks(reply: int) -> None:
    write(begin_anew, reply, "Mia", "run")
    assert not write(finish_reply, reply, "", STOPPED)
    assert (read(newest_page, 1, 1).messages[0].text, read(get_thought, reply)) == ("A poem.", LONG)


def test_a_version_that_only_thinks_is_kept_beside_what_is_said_again(reply: int) -> None:
    write(begin_anew, reply, "Mia", "run")
    assert not write(finish_reply, reply, "", STOPPED)
    kept = read(list_versions, reply)
    assert [(each.text, each.status, each.is_chosen) for each in kept] == [
        ("A poem.", ReplyStatus.COMPLETE, True),
        ("", ReplyStatus.STOPPED, False),
    ]
    write(step_version, reply, 1)
    assert (read(newest_page, 1, 1).messages[0].text, read(get_thought, reply)) == ("", SHORT)
    write(begin_anew, reply, "Mia", "run")
    write(finish_reply, reply, "", STOPPED._replace(thought=None))
    assert read(get_thought, reply) == SHORT, "what came to nothing leaves what was shown"
    assert len(read(list_versions, reply)) == 2


def test_a_kill_in_the_middle_of_a_thought_keeps_it_beside_what_is_said_again(reply: int) -> None:
    write(begin_anew, reply, "Mia", "run")
    write(store_reply_text, reply, "", SHORT)
    assert write(mark_interrupted_replies, "the next run") == 1
    message = read(newest_page, 1, 1).messages[0]
    assert (message.text, message.version, message.versions) == ("A poem.", 1, 2)
    assert read(get_thought, reply) == LONG
    write(step_version, reply, 1)
    assert read(get_thought, reply) == SHORT
    assert read(newest_page, 1, 1).messages[0].status is ReplyStatus.INTERRUPTED
    assert write(mark_interrupted_replies, "the run after that") == 0


def test_a_kill_in_the_middle_of_the_first_thought_keeps_it_in_the_replys_place(data_dir: Path) -> None:
    message_id = write(begin_reply, create_session("A talk"), "Mia", "run")
    write(store_reply_text, message_id, "", SHORT)
    assert write(mark_interrupted_replies, "the next run") == 1
    assert read(newest_page, 1, 1).messages[0].status is ReplyStatus.INTERRUPTED
    assert read(get_thought, message_id) == SHORT


@pytest.mark.parametrize("odd", [b"no such thing", b"", "text", 7, None])
def test_what_cannot_be_read_is_no_thought(reply: int, odd: object) -> None:
    connection = get_db_connection("default")
    connection.execute("UPDATE replies SET thought = ?", (odd,))
    connection.commit()
    connection.close()
    assert read(get_thought, reply) in (None, Thought("", 12_300, 1_400))
    assert thought_ms() == 12_300


def test_half_characters_do_not_cost_the_reply(reply: int) -> None:
    write(finish_reply, reply, "A poem.", outcome(Thought("half \ud83d", 5, 10**30)))
    assert read(get_thought, reply) == Thought("half \ufffd", 5, 1_400)


def test_of_a_thought_that_unpacks_endlessly_only_the_beginning_is_read(reply: int) -> None:
    connection = get_db_connection("default")
    with closing(connection), connection:
        packed = zlib.compress(b"again " * 5_000_000)
        connection.execute("UPDATE replies SET thought = ? WHERE message_id = ?", (packed, reply))
    thought = read(get_thought, reply)
    assert thought is not None
    assert len(thought.text) == 4_000_000
