"""Steps are taken back and done again, and what changed by that is told."""

import pytest

from personaui_desktop import database
from personaui_desktop.errors import CannotUndo
from personaui_desktop.operations import branches, memories, messages, sessions, undo
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.undo import StepKind


def said(session: int, text: str) -> int:
    return database.save_message(text, True, session_id=session)


def test_the_step_that_comes_next_is_told_and_taken_either_way(session: int) -> None:
    sessions.rename("default", session, "Another talk").work()
    assert undo.history("default").work().undo.kind is StepKind.SESSION_RENAMED
    for take, title in ((undo.undo, "A talk"), (undo.redo, "Another talk")):
        taking = take("default")
        taken = taking.work()
        assert [each["title"] for each in database.get_all_sessions()] == [title]
        assert list(taking.announces(taken)) == [Change(Topic.SESSIONS, "default", session)]
    assert undo.history("default").work().redo is None


def test_of_messages_and_memories_their_ids_are_told(session: int) -> None:
    first, second = said(session, "One"), said(session, "Two")
    messages.delete_range("default", session, first, second).work()
    taking = undo.undo("default")
    assert Change(Topic.MESSAGES, "default", session, (first, second)) in taking.announces(taking.work())
    memory_id = memories.add("default", session, "They counted.", first, second).work()
    taking = undo.undo("default")
    told = list(taking.announces(taking.work()))
    assert Change(Topic.MEMORIES, "default", session, (memory_id,)) in told


def test_where_there_is_nothing_nothing_is_told(session: int) -> None:
    for take in (undo.undo, undo.redo):
        taking = take("default")
        assert taking.work() is None
        assert list(taking.announces(None)) == []


def test_only_the_newest_step_is_taken_back_by_its_id(session: int) -> None:
    sessions.rename("default", session, "One").work()
    older = undo.history("default").work().undo
    sessions.rename("default", session, "Two").work()
    assert undo.undo("default", older.step_id).work() is None
    assert [each["title"] for each in database.get_all_sessions()] == ["Two"]


def test_a_step_that_cannot_be_taken_back_is_forgotten_although_that_fails(session: int) -> None:
    sessions.rename("default", session, "Mine").work()
    database.update_session_title(session, "Theirs")
    with pytest.raises(CannotUndo):
        undo.undo("default").work()
    assert undo.history("default").work().undo is None
    assert [each["title"] for each in database.get_all_sessions()] == ["Theirs"]


def test_of_tails_that_moved_it_is_told_that_any_of_the_conversation_may_be_otherwise(session: int) -> None:
    messages_of = [said(session, text) for text in ("One", "Two", "Three")]
    branches.say_instead("default", session, messages_of[1], "Else").work()
    for take in (undo.undo, undo.redo):
        taking = take("default")
        told = list(taking.announces(taking.work()))
        for topic in (Topic.SESSIONS, Topic.MESSAGES, Topic.MEMORIES, Topic.PROPOSALS):
            assert Change(topic, "default", session) in told
