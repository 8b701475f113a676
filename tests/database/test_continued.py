"""A reply that goes on: as it was it stands beside, undo gives it back, and nothing new leaves nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.files import execute
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database import interrupted, pages, replies, undo_steps
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.receipts import get_receipt, store_receipt
from personaui_desktop.database.thoughts import get_thought
from personaui_desktop.database.versions import list_versions
from personaui_desktop.errors import CannotUndo, InvalidInput, NotNow
from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Thought, Usage
from personaui_desktop.records.undo import StepKind

PART, WHOLE = "Once upon", "Once upon a time."
BROKEN = ReplyOutcome(ReplyStatus.INTERRUPTED, "Cut off.", model="small", usage=Usage(10, 2))
DONE = ReplyOutcome(ReplyStatus.COMPLETE, model="large", usage=Usage(12, 5))
HM = Thought("Hm.", 800, 7)


@pytest.fixture
def reply() -> int:
    database.save_message("Tell me", True)
    made = write(replies.begin_reply, 1, "Mia", "run")
    write(store_receipt, made, "one", b"first system", b"first")
    write(replies.finish_reply, made, PART, BROKEN)
    return made


def said(reply: int) -> Message:
    (found,) = read(pages.messages_by_ids, 1, [reply])
    return found


def texts(reply: int) -> list[str]:
    return [each.text for each in read(list_versions, reply)]


def begin_anew(file: PersonaFile, message_id: int, run: str) -> None:
    replies.begin_anew(file, message_id, "Mia", run)


def go_on(reply: int, text: str, outcome: ReplyOutcome, earlier: Thought | None = None) -> bool:
    assert write(replies.restart_reply, reply, "run") == PART
    write(store_receipt, reply, "two", b"second system", b"second")
    return write(replies.finish_reply, reply, text, outcome, prefix=PART, earlier=earlier)


def test_undo_gives_back_the_text_before_with_how_it_ended_and_redo_the_whole(reply: int) -> None:
    assert go_on(reply, WHOLE, DONE)
    assert (said(reply).text, said(reply).status, texts(reply)) == (
        WHOLE,
        ReplyStatus.COMPLETE,
        [PART, WHOLE],
    )
    step = read(undo_steps.history).undo
    assert step is not None
    assert step.kind is StepKind.REPLY_CONTINUED
    read(undo_steps.undo)
    assert (said(reply).text, said(reply).status) == (PART, ReplyStatus.INTERRUPTED)
    assert said(reply).problem == "Cut off."
    receipt = read(get_receipt, reply)
    assert receipt is not None
    assert receipt.content == b"first"
    read(undo_steps.redo)
    assert (said(reply).text, said(reply).status) == (WHOLE, ReplyStatus.COMPLETE)


@pytest.mark.parametrize("status", [ReplyStatus.FAILED, ReplyStatus.STOPPED, ReplyStatus.INTERRUPTED])
def test_where_nothing_came_it_is_as_it_was_and_no_step(reply: int, status: ReplyStatus) -> None:
    before, steps = said(reply), read(undo_steps.history)
    assert not go_on(reply, PART, ReplyOutcome(status, "No network."))
    assert said(reply)._replace(versions=before.versions) == before
    assert texts(reply) in ([], [PART])
    assert read(undo_steps.history) == steps


def test_where_it_was_complete_already_that_is_no_version(reply: int) -> None:
    assert go_on(reply, PART, DONE)
    assert (said(reply).text, said(reply).status) == (PART, ReplyStatus.COMPLETE)
    assert texts(reply) in ([], [PART])
    assert read(undo_steps.history).undo is None


def test_what_was_thought_before_stays_with_both(reply: int) -> None:
    write(replies.finish_reply, reply, PART, BROKEN._replace(thought=HM))
    assert go_on(reply, WHOLE, DONE, HM)
    assert read(get_thought, reply) == HM
    read(undo_steps.undo)
    assert read(get_thought, reply) == HM
    read(undo_steps.redo)
    assert not go_on_from(reply, WHOLE, HM)
    assert texts(reply) == [PART, WHOLE]


def go_on_from(reply: int, text: str, earlier: Thought) -> bool:
    write(replies.restart_reply, reply, "run")
    stopped = ReplyOutcome(ReplyStatus.STOPPED, thought=earlier)
    return write(replies.finish_reply, reply, text, stopped, prefix=text, earlier=earlier)


def test_a_further_thought_without_further_text_is_a_version_beside(reply: int) -> None:
    further = Thought("Hm. Still hm.", 1_600, 14)
    assert not go_on(reply, PART, ReplyOutcome(ReplyStatus.STOPPED, thought=further))
    assert (said(reply).text, said(reply).status) == (PART, ReplyStatus.INTERRUPTED)
    assert texts(reply) == [PART, PART]
    assert read(undo_steps.history).undo is None


@pytest.mark.parametrize("came", [True, False])
def test_a_kill_leaves_a_step_only_where_more_came(reply: int, came: bool) -> None:
    write(replies.restart_reply, reply, "killed")
    if came:
        write(replies.store_reply_text, reply, PART + " a")
    write(interrupted.mark_interrupted_replies, "next")
    assert said(reply).status is ReplyStatus.INTERRUPTED
    assert said(reply).text == (PART + " a" if came else PART)
    assert (read(undo_steps.history).undo is not None) is came
    if came:
        read(undo_steps.undo)
        assert (said(reply).text, said(reply).problem) == (PART, "Cut off.")
    else:
        assert said(reply).problem == "Cut off."


@pytest.mark.parametrize("begin", [replies.restart_reply, begin_anew])
def test_a_kill_before_anything_came_leaves_nothing_beside_what_was_thought_before(
    reply: int, begin: Callable[..., object]
) -> None:
    write(replies.finish_reply, reply, PART, BROKEN._replace(thought=HM))
    write(begin, reply, run="killed")
    write(interrupted.mark_interrupted_replies, "next")
    assert (said(reply).text, read(get_thought, reply)) == (PART, HM)
    assert texts(reply) in ([], [PART])
    assert read(undo_steps.history).undo is None


def test_a_first_reply_that_says_nothing_in_the_end_goes_whatever_was_stored_of_it(reply: int) -> None:
    other = write(replies.begin_reply, 1, "Mia", "run")
    write(replies.store_reply_text, other, "Once")
    assert not write(replies.finish_reply, other, "", ReplyOutcome(ReplyStatus.FAILED))
    assert read(pages.messages_by_ids, 1, [other]) == []
    assert said(reply).text == PART


def test_not_while_it_arrives_and_not_twice_at_a_time(reply: int) -> None:
    write(replies.restart_reply, reply, "run")
    with pytest.raises(InvalidInput):
        write(replies.restart_reply, reply, "run")
    with pytest.raises(NotNow):
        read(undo_steps.undo)
    assert said(reply).text == PART


def test_where_another_program_took_the_version_before_nothing_is_lost(reply: int, data_dir: Path) -> None:
    write(replies.restart_reply, reply, "run")
    execute(data_dir / "main.db", "DELETE FROM message_versions WHERE content IS NOT NULL")
    assert write(replies.finish_reply, reply, PART, ReplyOutcome(ReplyStatus.STOPPED), prefix=PART)
    assert (said(reply).text, said(reply).status) == (PART, ReplyStatus.STOPPED)
    with pytest.raises(CannotUndo):
        read(undo_steps.undo)
    assert said(reply).text == PART
