"""What a persona proposes to remember waits, is accepted in the person's words, or set aside."""

from pathlib import Path

import pytest
from support.files import rows_of
from support.on_file import read, write

from personaui_desktop import database
from personaui_desktop.database.proposals import (
    accept_proposal,
    add_proposals,
    discard_proposal,
    get_proposals,
)
from personaui_desktop.database.undo_steps import undo
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records.memories import Origin, Proposal


@pytest.fixture
def proposed() -> Proposal:
    """Of two of a conversation's three messages."""
    session = database.create_session()
    ids = [database.save_message(text, True, session_id=session) for text in "abc"]
    return Proposal(0, session, None, "They counted.", ids[0], ids[1], "hash", Origin.ASKED, True)


def marker(proposal: Proposal) -> int | None:
    return database.get_last_memory_message_id(proposal.session_id)


def test_a_proposal_becomes_a_memory_in_other_words_and_moves_the_marker(proposed: Proposal) -> None:
    (proposal_id,) = write(add_proposals, [proposed])
    memory_id = write(accept_proposal, proposal_id, "They count.")
    (memory,) = database.get_all_memories()
    assert (memory["id"], memory["content"]) == (memory_id, "They count.")
    assert marker(proposed) == proposed.end_message_id
    assert read(get_proposals) == []
    assert write(accept_proposal, proposal_id, "Twice") is None


def test_taking_it_back_has_the_proposal_wait_again_and_the_marker_where_it_was(proposed: Proposal) -> None:
    write(add_proposals, [proposed])
    (waiting,) = read(get_proposals)
    write(accept_proposal, waiting.proposal_id, "They count.")
    read(undo)
    assert read(get_proposals) == [waiting]
    assert database.get_all_memories() == []
    assert marker(proposed) is None


def test_a_marker_is_never_moved_back(proposed: Proposal) -> None:
    shorter = proposed._replace(end_message_id=proposed.start_message_id)
    later, earlier = write(add_proposals, [proposed, shorter])
    for proposal_id in (later, earlier):
        write(accept_proposal, proposal_id, "x")
    assert marker(proposed) == proposed.end_message_id


def test_of_what_is_set_aside_the_last_is_kept_and_taking_it_back_brings_both(
    proposed: Proposal, data_dir: Path
) -> None:
    first, second = write(add_proposals, [proposed, proposed])
    write(discard_proposal, first)
    assert [each.proposal_id for each in read(get_proposals)] == [second]
    write(discard_proposal, second)
    assert read(get_proposals) == []
    assert [row["id"] for row in rows_of(data_dir / "main.db", "memory_proposals")] == [second]
    read(undo)
    assert [each.proposal_id for each in read(get_proposals)] == [second]
    read(undo)
    assert [each.proposal_id for each in read(get_proposals)] == [first, second]


def test_a_memory_waits_for_one_new_text_at_a_time(proposed: Proposal) -> None:
    (proposal_id,) = write(add_proposals, [proposed])
    memory_id = write(accept_proposal, proposal_id, "Old")
    anew = proposed._replace(memory_id=memory_id, moves_marker=False)
    write(add_proposals, [anew._replace(content="First try")])
    (latest,) = write(add_proposals, [anew._replace(content="Second try")])
    assert [each.content for each in read(get_proposals)] == ["Second try"]
    assert write(accept_proposal, latest, "New") == memory_id
    assert [each["content"] for each in database.get_all_memories()] == ["New"]


def test_what_is_not_there_is_refused_and_of_several_none_is_stored(proposed: Proposal) -> None:
    for wrong in (proposed._replace(session_id=99), proposed._replace(memory_id=99)):
        with pytest.raises(InvalidInput):
            write(add_proposals, [proposed, wrong])
    assert read(get_proposals) == []
    assert write(discard_proposal, 99) is None
