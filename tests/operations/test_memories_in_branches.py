"""Memories follow branches: what a branch is sent, what it need not remember again, and what comes back."""

from collections.abc import Callable

import pytest
from support.branches import ids
from support.files import execute
from support.on_file import read, store_profile

from personaui_desktop import database
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.database import pages
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations import branches, memories, remembering, undo
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.planning import plan_for
from personaui_desktop.records.memories import SourceState
from personaui_desktop.records.personas import Profile

ME = "default"


def said(session: int, count: int) -> None:
    for at in range(count):
        database.save_message(f"more {at}", at % 2 == 0, session_id=session)


@pytest.fixture
def session() -> int:
    """Twelve messages."""
    store_profile(Profile("Mia"))
    # So that no message of the session has the number of its place.
    said(database.create_session("Other"), 3)
    made = database.create_session("Tea")
    said(made, 12)
    return made


def fork(session: int, place: int) -> int:
    """Say something in the place of a message; the branch in which the tail is parked."""
    known = {each.session_id for each in branches.map_of(ME, session).work()}
    branches.say_instead(ME, session, ids(session)[place], "Else").work()
    return next(
        each.session_id
        for each in branches.map_of(ME, session).work()
        if each.session_id not in known | {session}
    )


def copied(session: int, place: int) -> int:
    return branches.branch_from(ME, session, ids(session)[place], "Copy").work()


def remember(session: int, text: str = "They talked of tea.") -> int:
    """What is new, as a person does who accepts what is suggested."""
    (proposal,) = remembering.propose(remembering.plan_new(ME, session).work(), [text]).work()
    return remembering.accept(ME, proposal, text).work()


def remember_places(session: int, first: int, last: int) -> int:
    made = ids(session)
    database.set_last_memory_message_id(session, made[last], ME)
    return memories.add(ME, session, f"From {first} to {last}.", made[first], made[last]).work()


def asked(session: int) -> tuple[int, int]:
    """The places of the first and the last message that remembering would look at."""
    (task,) = remembering.plan_new(ME, session).work().tasks
    made = ids(session)
    return made.index(task.proposal.start_message_id), made.index(task.proposal.end_message_id)


def sent(session: int) -> dict[int, Reason]:
    """The memories that are sent with the next message, and why."""
    return {memory: reason for memory, (reason, included) in _pieces(session).items() if included}


def left_out(session: int) -> dict[int, Reason]:
    return {memory: reason for memory, (reason, included) in _pieces(session).items() if not included}


def _pieces(session: int) -> dict[int, tuple[Reason, bool]]:
    def work(file: PersonaFile) -> dict[int, tuple[Reason, bool]]:
        plan = plan_for(file, cast_of(file), pages.newest_page(file, session, 50), ContextLimits())
        return {
            each.source_id: (each.reason, each.included)
            for each in plan.segments
            if each.source_id is not None and each.kind.value == "memory"
        }

    return read(work)


@pytest.mark.parametrize("kind", ["parked", "copied"])
def test_a_branch_is_sent_what_was_remembered_before_the_fork_and_remembers_only_what_is_new(
    session: int, kind: str
) -> None:
    before = remember_places(session, 0, 5)
    made = fork(session, 8) and session if kind == "parked" else copied(session, 7)
    said(made, 4)
    assert sent(made) == {before: Reason.FITS}
    assert asked(made)[0] == 6
    own = remember(made)
    assert sent(made) == {before: Reason.FITS, own: Reason.FITS}
    with pytest.raises(InvalidInput, match="at least 4 new messages"):
        remembering.plan_new(ME, made).work()


def test_what_was_remembered_after_the_fork_goes_with_its_tail_and_comes_back(session: int) -> None:
    before, after = remember_places(session, 0, 5), remember_places(session, 8, 11)
    branch = fork(session, 8)
    assert (sent(session), left_out(session)) == ({before: Reason.FITS}, {after: Reason.OTHER_BRANCH})
    assert memories.listing(ME).work()[0].session_id == branch
    branches.open_branch(ME, branch).work()
    assert (sent(session), left_out(session)) == ({before: Reason.FITS, after: Reason.FITS}, {})
    assert database.get_last_memory_message_id(session) == ids(session)[11]
    undo.undo(ME).work()
    assert left_out(session) == {after: Reason.OTHER_BRANCH}


def test_what_spans_the_fork_rests_and_what_it_covers_can_be_remembered_meanwhile(session: int) -> None:
    before, spanning = remember_places(session, 0, 3), remember_places(session, 4, 11)
    branch = fork(session, 8)
    said(session, 4)
    assert (sent(session), left_out(session)) == ({before: Reason.FITS}, {spanning: Reason.OTHER_BRANCH})
    assert asked(session) == (4, 12), "nothing that is sent here tells of them"
    instead = remember(session)
    assert set(sent(session)) == {before, instead}
    branches.open_branch(ME, branch).work()
    assert (set(sent(session)), left_out(session)) == ({before, spanning}, {instead: Reason.OTHER_BRANCH})
    assert database.get_last_memory_message_id(session) == ids(session)[11]
    branches.open_branch(ME, branch).work()
    assert (set(sent(session)), left_out(session)) == ({before, instead}, {spanning: Reason.OTHER_BRANCH})
    assert database.get_last_memory_message_id(session) == ids(session)[-1]


def test_a_copy_may_remember_what_the_memory_covers_that_it_is_not_sent(session: int) -> None:
    before, spanning = remember_places(session, 0, 3), remember_places(session, 4, 11)
    copy = copied(session, 8)
    assert (sent(copy), left_out(copy)) == ({before: Reason.FITS}, {spanning: Reason.OTHER_BRANCH})
    assert asked(copy) == (4, 8)
    assert set(sent(session)) == {before, spanning}


def switched_off(memory: int) -> None:
    memories.switch(ME, memory, False).work()


def pinned(memory: int) -> None:
    memories.pin(ME, memory, True).work()


@pytest.mark.parametrize("kept", [switched_off, pinned])
@pytest.mark.parametrize("kind", ["parked", "copied"])
def test_what_is_pinned_or_switched_off_is_not_missing_where_it_rests(
    session: int, kind: str, kept: Callable[[int], None]
) -> None:
    spanning = remember_places(session, 2, 11)
    kept(spanning)
    made = fork(session, 8) and session if kind == "parked" else copied(session, 7)
    said(made, 4)
    assert asked(made)[0] == 8
    assert sent(made) == ({spanning: Reason.FITS} if kept is pinned else {})
    assert left_out(made) == {}


@pytest.mark.parametrize("kept", [switched_off, pinned])
@pytest.mark.parametrize("kind", ["parked", "copied"])
def test_of_what_rests_only_that_is_missing_of_which_nothing_tells_that_is_pinned_or_switched_off(
    session: int, kind: str, kept: Callable[[int], None]
) -> None:
    kept(remember_places(session, 0, 9))
    resting = remember_places(session, 4, 11)
    made = fork(session, 8) and session if kind == "parked" else copied(session, 7)
    said(made, 4)
    assert asked(made)[0] == 8
    assert left_out(made) == {resting: Reason.OTHER_BRANCH}


def test_what_another_memory_tells_of_too_is_not_remembered_again(session: int) -> None:
    remember_places(session, 4, 6)
    remember_places(session, 2, 11)
    remember_places(session, 1, 3)
    database.set_last_memory_message_id(session, ids(session)[11], ME)
    fork(session, 9)
    said(session, 4)
    assert asked(session)[0] == 7


def test_a_memory_of_chosen_messages_that_rests_remembers_nothing_before_it(session: int) -> None:
    made = ids(session)
    remember_places(session, 0, 2)
    memories.add(ME, session, "From 6 to 11.", made[6], made[11]).work()
    fork(session, 8)
    assert asked(session)[0] == 3


def test_a_memory_within_another_one_sets_nothing_back(session: int) -> None:
    copy = copied(session, 11)
    remember_places(session, 0, 7)
    remember_places(session, 2, 4)
    assert asked(copy) == (8, 11)


def test_a_tail_that_was_not_remembered_is_not_taken_for_remembered_when_it_comes_back(session: int) -> None:
    branch = fork(session, 6)
    said(session, 4)
    instead = remember(session)
    branches.open_branch(ME, branch).work()
    assert left_out(session) == {instead: Reason.OTHER_BRANCH}
    assert asked(session) == (0, 11)


def test_what_was_remembered_before_the_fork_meanwhile_counts_for_the_tail_that_comes_back(
    session: int,
) -> None:
    first = remember_places(session, 0, 3)
    branch = fork(session, 8)
    second = remember_places(session, 4, 7)
    branches.open_branch(ME, branch).work()
    assert set(sent(session)) == {first, second}
    assert asked(session) == (8, 11)


def test_what_the_other_remembers_of_the_shared_beginning_later_need_not_be_remembered_again(
    session: int,
) -> None:
    copy = copied(session, 9)
    said(copy, 3)
    first = remember_places(session, 0, 3)
    assert asked(copy) == (4, 12)
    second = remember_places(session, 4, 7)
    assert asked(copy) == (8, 12)
    assert set(sent(copy)) == {first, second}
    looked = remembering.outlook(ME, copy, "claude", 20).work()
    assert (looked.amount.messages, looked.amount.user_messages, looked.missing) == (5, 3, 0)
    own = remember(copy)
    assert set(sent(copy)) == {first, second, own}
    assert set(sent(session)) == {first, second}
    assert asked(session) == (8, 11)


def test_a_copy_remembers_what_the_other_one_has_not(session: int) -> None:
    copy = copied(session, 9)
    remember_places(session, 4, 7)
    assert asked(copy) == (0, 9), "from the first on, as that is not remembered anywhere"


def test_what_the_original_remembers_of_a_branchs_own_beginning_counts_though_a_message_is_gone(
    session: int,
) -> None:
    copy = copied(session, 9)
    said(copy, 3)
    remember_places(session, 0, 3)
    remember_places(session, 5, 7)
    gone = ids(copy)[4]
    execute(database.get_db_path(), f"DELETE FROM chat_messages WHERE id = {gone}")
    assert asked(copy) == (7, 11)


def test_the_rest_of_a_memory_that_reaches_beyond_the_fork_is_still_to_be_remembered(session: int) -> None:
    copy = copied(session, 9)
    remember_places(session, 0, 10)
    assert asked(copy) == (0, 9)


def test_what_waits_to_be_accepted_in_the_one_is_not_suggested_in_the_other(session: int) -> None:
    (waiting,) = remembering.propose(remembering.plan_new(ME, session).work(), ["Tea."]).work()
    copy = copied(session, 11)
    said(copy, 5)
    assert asked(copy) == (12, 16)
    remembering.discard(ME, waiting).work()
    assert asked(copy) == (0, 16)


def test_what_waits_and_reaches_beyond_the_fork_is_not_waited_for(session: int) -> None:
    remembering.propose(remembering.plan_new(ME, session).work(), ["Tea."]).work()
    assert asked(copied(session, 9)) == (0, 9)


def test_what_was_not_wanted_before_the_fork_is_not_suggested_by_itself_after_it(session: int) -> None:
    (unwanted,) = remembering.propose(remembering.plan_new(ME, session).work(), ["Tea."]).work()
    remembering.discard(ME, unwanted).work()
    copy = copied(session, 11)
    said(copy, 6)
    plan = remembering.plan_if_due(ME, copy, 3).work()
    assert plan is not None
    assert plan.tasks[0].proposal.start_message_id == ids(copy)[12]
    assert remembering.plan_if_due(ME, copy, 4).work() is None


def test_a_suggestion_for_chosen_messages_moves_nothing_in_the_other(session: int) -> None:
    made = ids(session)
    plan = remembering.plan_range(ME, session, made[0], made[4]).work()
    remembering.propose(plan, ["Tea."]).work()
    assert asked(copied(session, 9)) == (0, 9)


def test_a_deleted_memory_leaves_what_was_remembered_before_the_fork(session: int) -> None:
    remember_places(session, 0, 7)
    copy = copied(session, 7)
    said(copy, 5)
    own = remember(copy)
    memories.delete(ME, own).work()
    assert asked(copy) == (8, 12)


def test_what_lost_its_memory_in_the_other_is_offered_here(session: int) -> None:
    remember_places(session, 0, 3)
    lost = remember_places(session, 4, 7)
    copy = copied(session, 9)
    assert remembering.outlook(ME, copy, "claude", 20).work().amount.gap is None
    memories.delete(ME, lost).work()
    made = ids(copy)
    assert remembering.outlook(ME, copy, "claude", 20).work().amount.gap == (made[4], made[7], 4)


def test_where_nobody_knows_what_a_memory_of_the_other_covers_nothing_is_offered(session: int) -> None:
    remember_places(session, 0, 3)
    copy = copied(session, 9)
    database.set_last_memory_message_id(copy, ids(copy)[9], ME)
    assert remembering.outlook(ME, copy, "claude", 20).work().amount.gap is not None
    database.save_memory(session, "From an older program")
    assert remembering.outlook(ME, copy, "claude", 20).work().amount.gap is None


def homes() -> dict[str, int]:
    """In which conversation each suggestion waits, by its words."""
    return {each.content: each.session_id for each in memories.proposals(ME).work()}


def test_what_is_parked_while_a_memory_is_made_of_it_keeps_the_memory(session: int) -> None:
    made = ids(session)
    plans = {
        f"{first} to {last}": remembering.plan_range(ME, session, made[first], made[last]).work()
        for first, last in ((0, 5), (4, 11), (8, 11))
    }
    branch = fork(session, 8)
    for text, plan in plans.items():
        remembering.propose(plan, [text]).work()
    assert homes() == {"0 to 5": session, "4 to 11": branch, "8 to 11": branch}
    for proposal in memories.proposals(ME).work():
        remembering.accept(ME, proposal.proposal_id, proposal.content).work()
    assert set(left_out(session).values()) == {Reason.OTHER_BRANCH}
    branches.open_branch(ME, branch).work()
    assert left_out(session) == {}
    assert {each.source for each in memories.listing(ME).work()} == {SourceState.SAME}


def test_what_is_parked_while_its_memory_is_made_anew_keeps_the_new_words(session: int) -> None:
    memory = remember_places(session, 8, 11)
    (found,) = memories.listing(ME).work()
    plan = remembering.plan_anew(ME, found).work()
    branch = fork(session, 8)
    (proposal,) = remembering.propose(plan, ["Anew."]).work()
    assert homes() == {"Anew.": branch}
    assert remembering.accept(ME, proposal, "Anew.").work() == memory
    assert left_out(session) == {memory: Reason.OTHER_BRANCH}


def test_messages_that_are_gone_or_elsewhere_are_still_told(session: int) -> None:
    made = ids(session)
    plan = remembering.plan_range(ME, session, made[4], made[11]).work()
    branch = fork(session, 8)
    gone = made[4]
    execute(database.get_db_path(), f"DELETE FROM chat_messages WHERE id = {gone}")
    with pytest.raises(InvalidInput, match="no longer in the conversation"):
        remembering.propose(plan, ["Tea."]).work()
    database.delete_session(branch)
    with pytest.raises(InvalidInput, match="no longer in the conversation"):
        remembering.propose(plan, ["Tea."]).work()


def test_a_memory_that_rests_is_not_made_anew_from_half_of_its_messages(session: int) -> None:
    remember_places(session, 4, 11)
    branch = fork(session, 8)
    (resting,) = memories.listing(ME).work()
    with pytest.raises(InvalidInput, match="another branch"):
        remembering.plan_anew(ME, resting).work()
    branches.open_branch(ME, branch).work()
    (back,) = memories.listing(ME).work()
    assert remembering.plan_anew(ME, back).work().tasks[0].request.messages[0]["content"].count("more ") == 8


def test_a_memory_all_of_which_is_parked_is_made_anew(session: int) -> None:
    remember_places(session, 8, 11)
    fork(session, 8)
    (parked,) = memories.listing(ME).work()
    assert len(remembering.plan_anew(ME, parked).work().tasks) == 1


def test_a_memory_from_one_conversation_into_another_is_refused(session: int) -> None:
    other = next(each["id"] for each in database.get_all_sessions(ME) if each["id"] != session)
    plan = remembering.plan_range(ME, session, ids(session)[0], ids(session)[4]).work()
    (task,) = plan.tasks
    wrong = task._replace(proposal=task.proposal._replace(start_message_id=ids(other)[0]))
    with pytest.raises(InvalidInput, match="no longer in the conversation"):
        remembering.propose(plan._replace(tasks=(wrong,)), ["Tea."]).work()
