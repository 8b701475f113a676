import itertools

import pytest
from support.on_file import store_profile, write

from personaui_desktop.background.operation import Lane
from personaui_desktop.database import (
    create_session,
    delete_session,
    get_all_memories,
    get_last_memory_message_id,
    save_message,
    set_last_memory_message_id,
    update_last_message_text,
)
from personaui_desktop.database.connection import connect
from personaui_desktop.database.replies import begin_reply
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations import memories, messages, remembering, undo, versions
from personaui_desktop.operations.remembering import MemoryPlan
from personaui_desktop.records.memories import SourceState
from personaui_desktop.records.personas import Profile


def a_session(count: int = 6, text: str = "message {}") -> tuple[int, list[int]]:
    store_profile(Profile("Mia", "{{char}} is curious"))
    session = create_session("A talk", "default")
    ids = [save_message(text.format(n), n % 2 == 0, "Mia", session) for n in range(count)]
    return session, ids


def proposed(plan: MemoryPlan, *texts: str) -> list[int]:
    return remembering.propose(plan, texts or ["They counted together."]).work()


def test_remembers_since_the_marker_and_moves_it() -> None:
    session, ids = a_session(8)
    set_last_memory_message_id(session, ids[1], "default")
    plan = remembering.plan_new("default", session).work()
    (task,) = plan.tasks
    assert (task.proposal.start_message_id, task.proposal.end_message_id) == (ids[2], ids[7])
    assert "Mia is curious" in task.request.system[0]
    assert "message 1\n" not in task.request.messages[0]["content"]
    (proposal_id,) = proposed(plan)
    assert get_all_memories() == []
    assert get_last_memory_message_id(session) == ids[1]
    memory_id = remembering.accept("default", proposal_id, "  We counted. ").work()
    (memory,) = memories.listing("default").work()
    assert (memory.id, memory.content, memory.source) == (memory_id, "We counted.", SourceState.SAME)
    assert get_last_memory_message_id(session) == ids[7]
    assert memories.proposals("default").work() == []


def test_too_few_messages_are_said() -> None:
    session, ids = a_session(3)
    with pytest.raises(InvalidInput, match="at least 4 new messages"):
        remembering.plan_new("default", session).work()
    save_message("   ", True, session_id=session)
    with pytest.raises(InvalidInput, match="at least 4 new messages"):
        remembering.plan_new("default", session).work()
    save_message("four", True, session_id=session)
    plan = remembering.plan_new("default", session).work()
    assert plan.tasks[0].proposal.start_message_id == ids[0]


def test_a_proposal_that_waits_is_named_when_nothing_new_was_said() -> None:
    session, _ids = a_session()
    proposed(remembering.plan_new("default", session).work())
    with pytest.raises(InvalidInput, match="is waiting for you"):
        remembering.plan_new("default", session).work()


def test_a_reply_that_still_arrives_is_left_for_the_next_memory() -> None:
    session, ids = a_session(5)
    write(begin_reply, session, "Mia", "this run")
    (task,) = remembering.plan_new("default", session).work().tasks
    assert task.proposal.end_message_id == ids[4]


def test_a_long_stretch_becomes_several_memories() -> None:
    session, ids = a_session(40, "x" * 4000 + " {}")
    plan = remembering.plan_new("default", session).work()
    ranges = [(task.proposal.start_message_id, task.proposal.end_message_id) for task in plan.tasks]
    assert len(ranges) > 2
    assert (ranges[0][0], ranges[-1][1]) == (ids[0], ids[-1])
    assert all(after[0] == before[1] + 1 for before, after in itertools.pairwise(ranges))
    first, second = proposed(plan, "The first part of it.", "The second part of it.")
    remembering.accept("default", second, "The second part of it.").work()
    remembering.accept("default", first, "The first part of it.").work()
    assert get_last_memory_message_id(session) == ranges[1][1]


def test_a_very_long_one_is_remembered_in_steps() -> None:
    session, ids = a_session(20, "x" * 40_000 + " {}")
    plan = remembering.plan_new("default", session).work()
    assert plan.is_more
    assert plan.tasks[-1].proposal.end_message_id < ids[-1]


def test_by_itself_only_when_due() -> None:
    session, ids = a_session(6)
    due = remembering.plan_if_due("default", session, 4)
    assert due.lane is Lane.BULK
    assert due.work() is None
    save_message("one more", True, session_id=session)
    plan = remembering.plan_if_due("default", session, 4).work()
    assert plan is not None
    (proposal_id,) = proposed(plan)
    assert remembering.plan_if_due("default", session, 4).work() is None
    step_id = remembering.discard("default", proposal_id).work()
    assert remembering.plan_if_due("default", session, 4).work() is None
    assert get_last_memory_message_id(session) is None
    # What was discarded can still be remembered when asked.
    asked = remembering.plan_new("default", session).work()
    assert asked.tasks[0].proposal.start_message_id == ids[0]
    assert undo.undo("default", step_id).work()
    assert [one.proposal_id for one in memories.proposals("default").work()] == [proposal_id]


def test_chosen_messages_leave_the_marker() -> None:
    session, ids = a_session()
    plan = remembering.plan_range("default", session, ids[1], ids[2]).work()
    (proposal_id,) = proposed(plan)
    remembering.accept("default", proposal_id, "Two of them.").work()
    assert get_last_memory_message_id(session) is None
    with pytest.raises(InvalidInput, match="nothing to remember"):
        remembering.plan_range("default", session, 10**6, 10**6 + 1).work()


def test_made_anew_it_keeps_its_place_and_is_true_again() -> None:
    session, ids = a_session()
    (proposal_id,) = proposed(remembering.plan_new("default", session).work())
    memory_id = remembering.accept("default", proposal_id, "We counted.").work()
    memories.pin("default", memory_id, True).work()
    with connect("default") as connection:
        connection.execute("UPDATE chat_messages SET message = 'changed' WHERE id = ?", (ids[2],))
    (stale,) = memories.listing("default").work()
    assert stale.source is SourceState.CHANGED
    plan = remembering.plan_anew("default", stale).work()
    assert "changed" in plan.tasks[0].request.messages[0]["content"]
    proposed(plan, "An older try at it.")
    (proposal_id,) = proposed(plan, "We counted, and it changed.")
    (waiting,) = memories.proposals("default").work()
    assert waiting.memory_id == memory_id
    assert remembering.accept("default", proposal_id, "We counted, and it changed.").work() == memory_id
    (memory,) = memories.listing("default").work()
    assert (memory.content, memory.source, memory.pinned) == (
        "We counted, and it changed.",
        SourceState.SAME,
        True,
    )


@pytest.mark.parametrize("end", [0, -1])
def test_made_anew_though_one_end_of_its_messages_is_gone(end: int) -> None:
    session, ids = a_session()
    memory_id = memories.add("default", session, "We counted.", ids[0], ids[-1]).work()
    with connect("default") as connection:
        connection.execute("DELETE FROM chat_messages WHERE id = ?", (ids[end],))
    (stale,) = memories.listing("default").work()
    assert stale.source is SourceState.CHANGED
    (proposal_id,) = proposed(remembering.plan_anew("default", stale).work(), "We counted less far.")
    assert remembering.accept("default", proposal_id, "We counted less far.").work() == memory_id
    (memory,) = memories.listing("default").work()
    assert (memory.content, memory.source) == ("We counted less far.", SourceState.SAME)
    assert (memory.start_message_id, memory.end_message_id) == (ids[0], ids[-1])


@pytest.mark.parametrize("when", ["while it is written", "while it waits", "once it is accepted"])
@pytest.mark.parametrize("is_anew", [False, True])
def test_a_memory_of_a_message_of_which_another_version_is_chosen_meanwhile_says_so(
    when: str, is_anew: bool
) -> None:
    session, ids = a_session()
    messages.edit("default", session, ids[2], "said otherwise", keeps_version=True).work()
    first, _second = versions.listing("default", ids[2]).work()
    choose = versions.choose("default", session, ids[2], first.id)
    if is_anew:
        memories.add("default", session, "We counted.", ids[0], ids[-1]).work()
        (memory,) = memories.listing("default").work()
        plan = remembering.plan_anew("default", memory).work()
    else:
        plan = remembering.plan_new("default", session).work()
    assert "said otherwise" in plan.requests[0].messages[0]["content"]
    if when == "while it is written":
        choose.work()
    (proposal_id,) = proposed(plan)
    if when == "while it waits":
        choose.work()
    remembering.accept("default", proposal_id, "We counted together.").work()
    if when == "once it is accepted":
        choose.work()
    (memory,) = memories.listing("default").work()
    assert (memory.content, memory.source) == ("We counted together.", SourceState.CHANGED)
    versions.choose("default", session, ids[2], versions.listing("default", ids[2]).work()[1].id).work()
    (memory,) = memories.listing("default").work()
    assert memory.source is SourceState.SAME
    undo.undo("default").work()
    (memory,) = memories.listing("default").work()
    assert memory.source is SourceState.CHANGED


@pytest.mark.parametrize("gone", ["memory", "messages", "session"])
def test_what_goes_while_a_memory_is_made_anew_is_said(gone: str) -> None:
    session, ids = a_session()
    memory_id = memories.add("default", session, "We counted.", ids[0], ids[-1]).work()
    (memory,) = memories.listing("default").work()
    plan = remembering.plan_anew("default", memory).work()
    if gone == "memory":
        memories.delete("default", memory_id).work()
    elif gone == "session":
        delete_session(session)
    else:
        with connect("default") as connection:
            connection.execute("DELETE FROM chat_messages")
    with pytest.raises(
        InvalidInput, match="has been deleted" if gone == "memory" else "no longer in the conversation"
    ):
        proposed(plan, "We counted, and it changed.")


def test_a_memory_without_messages_cannot_be_made_anew() -> None:
    memories.add("default", None, "By hand.").work()
    (memory,) = memories.listing("default").work()
    with pytest.raises(InvalidInput, match="has no messages"):
        remembering.plan_anew("default", memory).work()


def test_accepting_what_is_gone_is_said() -> None:
    with pytest.raises(InvalidInput, match="suggestion is gone"):
        remembering.accept("default", 77, "x").work()
    assert not remembering.discard("default", 77).work()


def test_what_was_to_replace_a_deleted_memory_comes_back_with_it() -> None:
    session, ids = a_session()
    memory_id = memories.add("default", session, "As it was.", ids[0], ids[3]).work()
    update_last_message_text(session, "changed since")
    (memory,) = memories.listing("default").work()
    (proposal_id,) = proposed(remembering.plan_anew("default", memory).work())
    step_id = memories.delete("default", memory_id).work()
    assert memories.proposals("default").work() == []
    assert undo.undo("default", step_id).work()
    assert [one.proposal_id for one in memories.proposals("default").work()] == [proposal_id]


def test_what_was_discarded_before_is_still_known_when_discarding_is_taken_back() -> None:
    session, ids = a_session()
    earlier = proposed(remembering.plan_range("default", session, ids[0], ids[1]).work())[0]
    later = proposed(remembering.plan_range("default", session, ids[2], ids[3]).work())[0]
    remembering.discard("default", earlier).work()
    step_id = remembering.discard("default", later).work()
    assert undo.undo("default", step_id).work()
    assert [one.proposal_id for one in memories.proposals("default").work()] == [later]
    assert undo.undo("default").work(), "the one before can still be taken back"
    assert [one.proposal_id for one in memories.proposals("default").work()] == [earlier, later]
