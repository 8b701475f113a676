"""Verbs on branches, as the window runs them, and what is sent in one."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from support.files import execute
from support.on_file import read, store_profile, write

from personaui_desktop import database
from personaui_desktop.conversation.context import ContextLimits, ContextPlan
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.database import copying, pages, session_marks
from personaui_desktop.database.connection import connect
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.provenance import set_pinned, store_memory
from personaui_desktop.errors import FileNotWritable, InvalidInput
from personaui_desktop.operations import branches, sessions, undo, upkeep
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.planning import plan_for
from personaui_desktop.records.changes import How, Topic
from personaui_desktop.records.personas import Profile

ME = "default"


def texts(session: int) -> list[str]:
    return [each["message"] for each in database.get_chat_history(1000, session)]


def ids(session: int) -> list[int]:
    return [each["id"] for each in database.get_chat_history(1000, session)]


@pytest.fixture
def session() -> int:
    store_profile(Profile("Mia"))
    made = database.create_session("Tea")
    for at in range(6):
        database.save_message(f"{at}", at % 2 == 0, session_id=made)
    return made


def plan(session: int, limits: ContextLimits) -> ContextPlan:
    def work(file: PersonaFile) -> ContextPlan:
        return plan_for(file, cast_of(file), pages.newest_page(file, session, 50), limits)

    return read(work)


def test_a_message_is_said_anew_and_what_followed_is_kept(session: int) -> None:
    operation = branches.say_instead(ME, session, ids(session)[2], "Coffee?")
    said = operation.work()
    assert texts(session) == ["0", "1", "Coffee?"]
    topics = {change.topic for change in operation.announces(said)}
    assert topics == {Topic.SESSIONS, Topic.MESSAGES, Topic.MEMORIES, Topic.PROPOSALS}
    branch = next(each for each in branches.map_of(ME, session).work() if each.origin)
    assert branches.open_branch(ME, branch.session_id).work() == session
    assert texts(session) == ["0", "1", "2", "3", "4", "5"]


def test_it_is_taken_back_with_what_has_changed_told(session: int) -> None:
    branches.say_instead(ME, session, ids(session)[2], "Coffee?").work()
    operation = undo.undo(ME)
    taken = operation.work()
    changes = list(operation.announces(taken))
    assert (Topic.MESSAGES, session, ()) in {(each.topic, each.session_id, each.ids) for each in changes}
    assert (Topic.SESSIONS, session) in {(each.topic, each.session_id) for each in changes}
    assert texts(session) == ["0", "1", "2", "3", "4", "5"]


def test_it_is_said_in_a_new_conversation_and_the_old_one_stays(session: int) -> None:
    said = branches.say_in_branch(ME, session, ids(session)[2], "Coffee?", "Tea, again").work()
    assert texts(said.session_id) == ["0", "1", "Coffee?"]
    assert texts(session) == ["0", "1", "2", "3", "4", "5"]
    first = branches.say_in_branch(ME, session, ids(session)[0], "Coffee?", "Anew").work()
    assert texts(first.session_id) == ["Coffee?"]
    origin = branches.origin(ME, first.session_id).work()
    assert origin
    assert origin.trunk_title == "Tea"


def test_what_was_begun_is_announced_and_what_stays_as_it_is_is_not(session: int) -> None:
    operation = branches.say_in_branch(ME, session, ids(session)[2], "Coffee?", "Tea, again")
    said = operation.work()
    announced = [(each.topic, each.session_id, each.how) for each in operation.announces(said)]
    assert announced == [(Topic.SESSIONS, said.session_id, How.ADDED)]
    opened = branches.open_branch(ME, said.session_id)
    assert opened.work() == said.session_id
    assert list(opened.announces(said.session_id)) == []


def test_a_message_of_another_conversation_is_no_place_to_say_something_anew(session: int) -> None:
    other = database.create_session("Other")
    elsewhere = database.save_message("Else", True, session_id=other)
    for operation in (
        branches.say_in_branch(ME, session, elsewhere, "Coffee?", "Tea, again"),
        branches.say_instead(ME, session, elsewhere, "Coffee?"),
    ):
        with pytest.raises(InvalidInput, match="no longer in the conversation"):
            operation.work()
    assert len(database.get_all_sessions(ME)) == 2


def test_a_text_that_cannot_be_stored_parks_nothing(session: int) -> None:
    with pytest.raises(InvalidInput):
        branches.say_instead(ME, session, ids(session)[2], "\ud800").work()
    assert texts(session) == ["0", "1", "2", "3", "4", "5"]
    assert len(database.get_all_sessions(ME)) == 1


def test_a_copy_is_finished_in_steps_that_give_way(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CHUNK", 1)
    copy = branches.branch_from(ME, session, ids(session)[3], "Copy").work()
    given_way = []
    operation = branches.finish(ME, copy)
    operation.work(lambda: given_way.append(len(texts(copy))))
    assert given_way == [1, 2, 3, 4]
    assert [change.session_id for change in operation.announces(None)] == [copy]


@pytest.mark.parametrize("limits", [ContextLimits(), ContextLimits(memory_tokens=40)])
def test_what_only_another_branch_has_is_left_out_with_its_reason(
    session: int, limits: ContextLimits
) -> None:
    made = ids(session)
    for first, last in ((0, 1), (1, 4), (4, 5), (5, 5)):
        text = f"{first} to {last}, which is quite a lot of words to say so little"
        write(store_memory, session, text, made[first], made[last])
    write(set_pinned, 4, True)
    branches.say_instead(ME, session, made[2], "Coffee?").work()
    pieces = [each for each in plan(session, limits).segments if "a lot of words" in each.text]
    found = {each.source_id: each for each in pieces}
    assert [found[each].reason for each in (2, 3)] == [Reason.OTHER_BRANCH] * 2
    assert [found[each].included for each in (2, 3)] == [False, False]
    assert found[4].included
    if limits == ContextLimits():
        assert found[1].included
        undo.undo(ME).work()
        assert all(each.included for each in plan(session, limits).segments if each.source_id in found)


def test_the_trash_is_emptied_with_what_is_parked_but_not_of_what_was_taken_out(session: int) -> None:
    branches.say_instead(ME, session, ids(session)[2], "Coffee?").work()
    other = database.create_session("Other")
    copy = branches.duplicate(ME, session, "Copy").work()
    sessions.trash(ME, [session, other]).work()
    sessions.restore(ME, [other]).work()
    sessions.empty_trash(ME).work()
    assert {each["id"] for each in database.get_all_sessions(ME)} == {other, copy}


def test_nothing_is_deleted_that_is_still_being_copied(session: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CHUNK", 1)
    copy = branches.duplicate(ME, session, "Copy").work()
    sessions.trash(ME, [session]).work()
    sessions.empty_trash(ME).work()
    branches.finish(ME, copy).work()
    assert texts(copy) == ["0", "1", "2", "3", "4", "5"]
    sessions.empty_trash(ME).work()
    assert database.get_session(session) is None


def test_what_is_taken_out_while_the_trash_is_emptied_stays(session: int) -> None:
    sessions.trash(ME, [session, database.create_session("Other")]).work()

    def restore() -> None:
        if len(database.get_all_sessions(ME)) == 1:
            sessions.restore(ME, [kept]).work()

    kept = read(session_marks.trashed)[1]
    sessions.empty_trash(ME).work(restore)
    assert [each["id"] for each in database.get_all_sessions(ME)] == [kept]


LONG = "long " * 4_000


@contextmanager
def little_room() -> Iterator[None]:
    """Within, the disk takes a few pages more, and then it is full."""
    with database.reused_connections():
        with connect(ME) as connection:
            (pages_now,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages_now + 6}")
        yield


@pytest.mark.parametrize("verb", ["duplicate", "branch_from", "say_in_branch", "say_instead"])
def test_a_full_disk_leaves_no_half_of_a_branch(session: int, verb: str) -> None:
    for _ in range(3):
        database.save_message(LONG, True, session_id=session)
    last = ids(session)[-1]
    operation = {
        "duplicate": branches.duplicate(ME, session, "Copy"),
        "branch_from": branches.branch_from(ME, session, last, "Copy"),
        "say_in_branch": branches.say_in_branch(ME, session, last, LONG, "Copy"),
        "say_instead": branches.say_instead(ME, session, ids(session)[2], LONG * 3),
    }[verb]
    before, steps = texts(session), undo.history(ME).work()
    with little_room(), pytest.raises(FileNotWritable, match="the disk is full"):
        operation.work()
    assert [each["id"] for each in database.get_all_sessions(ME)] == [session]
    assert texts(session) == before
    assert undo.history(ME).work() == steps
    assert branches.map_of(ME, session).work() == []
    operation.work()
    assert len(database.get_all_sessions(ME)) == 2, "and with more room it works"


def test_a_disk_that_fills_while_a_copy_is_finished_leaves_it_to_be_finished_later(
    session: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "CHUNK", 1)
    whole = [LONG * 3, *texts(session)]
    first = ids(session)[0]
    insert = f"INSERT INTO chat_messages (id, session_id, message, is_user) VALUES ({first - 1}, {session}, "
    execute(database.get_db_path(), f"{insert}'{LONG * 3}', 1)")
    copy = branches.duplicate(ME, session, "Copy").work()
    with little_room(), pytest.raises(FileNotWritable, match="the disk is full"):
        branches.finish(ME, copy).work()
    assert texts(copy) == whole[1:], "what there was room for is there"
    assert [each.topic for each in upkeep.after_start().work()] == [Topic.MESSAGES]
    assert texts(copy) == whole
