"""What waits in a session: in order, in one place at a time, and never lost with its session's moves."""

import pytest
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import queued, undo_steps
from personaui_desktop.database.drafts import get_drafts, put_draft
from personaui_desktop.database.session_marks import put_in_trash
from personaui_desktop.database.sessions import is_in_trash
from personaui_desktop.errors import UnknownSession


@pytest.fixture
def session() -> int:
    return database.create_session("Tea")


def waiting(session: int) -> list[str]:
    return [each.beginning for each in read(queued.queued_in, session)]


def texts(session: int) -> list[str]:
    return [each["message"] for each in database.get_chat_history(99, session)]


def test_what_waits_is_no_draft_any_more(session: int) -> None:
    other = database.create_session("Other")
    write(put_draft, session, "First")
    write(put_draft, other, "Other")
    write(queued.queue_message, session, "First")
    assert read(get_drafts) == {other: "Other"}
    assert (waiting(session), waiting(other)) == (["First"], [])


def test_what_has_waited_longest_is_said_and_the_draft_stays(session: int) -> None:
    for text in ("1", "2", "3"):
        write(queued.queue_message, session, text)
    write(put_draft, session, "Meanwhile")
    assert write(queued.say_first_queued, session) is not None
    assert (texts(session), waiting(session)) == (["1"], ["2", "3"])
    assert database.get_chat_history(1, session)[0]["is_user"]
    assert read(get_drafts) == {session: "Meanwhile"}


def test_nothing_is_said_where_nothing_waits(session: int) -> None:
    other = database.create_session("Other")
    write(queued.queue_message, other, "Other")
    assert write(queued.say_first_queued, session) is None
    assert (texts(session), waiting(other)) == ([], ["Other"])


def test_in_the_trash_it_waits_until_it_is_asked_for(session: int) -> None:
    write(queued.queue_message, session, "Wait")
    write(put_in_trash, [session])
    assert write(queued.say_first_queued, session) is None
    assert waiting(session) == ["Wait"]
    assert write(queued.say_first_queued, session, from_trash=True) is not None
    assert (texts(session), waiting(session)) == (["Wait"], [])
    assert not read(is_in_trash, session)


def test_a_deleted_session_takes_what_waits_along_and_takes_nothing_in(session: int) -> None:
    write(put_draft, None, "New")
    write(queued.queue_message, session, "Wait")
    database.delete_session(session)
    assert waiting(session) == []
    with pytest.raises(UnknownSession):
        write(queued.queue_message, session, "Too late")
    assert read(get_drafts) == {None: "New"}


def test_edited_it_stands_behind_the_draft_and_waits_no_longer(session: int) -> None:
    other = database.create_session("Other")
    long = "Wait " * 500
    write(queued.queue_message, session, long)
    write(put_draft, session, "Meanwhile")
    (row,) = read(queued.queued_in, session)
    assert len(row.beginning) == 1000
    assert write(queued.queued_to_draft, other, row.queued_id) is None
    assert write(queued.queued_to_draft, session, row.queued_id) == long
    assert write(queued.queued_to_draft, session, row.queued_id) is None
    assert (waiting(session), read(get_drafts)) == ([], {session: f"Meanwhile\n{long}"})


def test_taken_back_it_can_wait_again_in_its_place(session: int) -> None:
    for text in ("1", "2", "3"):
        write(queued.queue_message, session, text)
    second = read(queued.queued_in, session)[1].queued_id
    step = write(queued.take_back_queued, session, second)
    assert waiting(session) == ["1", "3"]
    assert write(queued.take_back_queued, session, second) is None
    assert read(undo_steps.undo, step) is not None
    assert waiting(session) == ["1", "2", "3"]
    assert read(undo_steps.redo) is not None
    assert waiting(session) == ["1", "3"]


def test_no_id_is_given_twice(session: int) -> None:
    write(queued.queue_message, session, "1")
    first = read(queued.queued_in, session)[0].queued_id
    write(queued.say_first_queued, session)
    write(queued.queue_message, session, "2")
    assert write(queued.queued_to_draft, session, first) is None
    assert waiting(session) == ["2"]


def test_edited_it_waits_where_it_waited_unless_that_is_taken(session: int) -> None:
    for text in ("1", "2", "3"):
        write(queued.queue_message, session, text)
    first = read(queued.queued_in, session)[0].queued_id
    write(queued.queued_to_draft, session, first)
    write(put_draft, session, "one")
    write(queued.queue_message, session, "one")
    assert (waiting(session), read(get_drafts)) == (["one", "2", "3"], {})
    write(queued.queue_message, session, "4")
    assert waiting(session) == ["one", "2", "3", "4"]


def test_of_several_that_are_edited_together_the_first_place_counts(session: int) -> None:
    for text in ("1", "2", "3"):
        write(queued.queue_message, session, text)
    ids = [each.queued_id for each in read(queued.queued_in, session)]
    write(queued.queued_to_draft, session, ids[1])
    write(queued.queued_to_draft, session, ids[0])
    assert read(get_drafts) == {session: "2\n1"}
    write(queued.queue_message, session, "2 and 1")
    assert waiting(session) == ["2 and 1", "3"]


def test_what_was_edited_and_given_up_leaves_its_place(session: int) -> None:
    for text in ("1", "2"):
        write(queued.queue_message, session, text)
    write(queued.queued_to_draft, session, read(queued.queued_in, session)[0].queued_id)
    write(put_draft, session, "")
    write(put_draft, session, "3")
    write(queued.queue_message, session, "3")
    assert waiting(session) == ["2", "3"]
