"""Memories that a persona has written and nobody has accepted yet; they outlive the program's runs."""

from collections.abc import Sequence

from personaui_desktop.database.branch_family import relatives_of
from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.provenance import (
    insert_with_source,
    memory_rows,
    not_in_conversation,
    session_rows,
)
from personaui_desktop.database.reading import flag, moment, one_of, text, whole, whole_or_none
from personaui_desktop.database.rows import Row
from personaui_desktop.database.spans import read_span
from personaui_desktop.database.tails import session_of
from personaui_desktop.database.undo_steps import undoable
from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.memories import Origin, Proposal, Span
from personaui_desktop.records.undo import RowKey, StepKind


def add_proposals(file: PersonaFile, proposals: Sequence[Proposal]) -> list[int]:
    """Store proposals together; answer their ids. The ids and times that they have do not count.

    Where tails took turns while they were written, each is kept where its messages are now. One that replaces
    a memory's text takes the place of earlier ones for that memory.

    Raises:
        InvalidInput: the messages, or the memory, are not there any more.
    """
    return [_add(file, proposal) for proposal in proposals]


def get_proposals(file: PersonaFile) -> list[Proposal]:
    """The proposals that wait for an answer, the first made first."""
    found = [_record(row) for row in file.execute("proposals.open_proposals")]
    return [each._replace(span=_span(file, each)) for each in found]


def accept_proposal(file: PersonaFile, proposal_id: int, content: str) -> int | None:
    """Make a memory of a proposal, in the words given, and move the marker up to its end, together.

    Its range is the proposed one, its hash that of the text it was made from.

    Returns:
        The memory's id; ``None`` where the proposal is not there any more.
    """
    check_id(proposal_id, "proposal")
    check_text(content, "memory")
    proposal = _proposal(file, proposal_id)
    if proposal is None:
        return None
    kept = (_kept(proposal_id), *session_rows(proposal.session_id))
    with undoable(file, StepKind.PROPOSAL_ACCEPTED, proposal.session_id, *kept) as step:
        if proposal.memory_id is not None:
            step.keep(*memory_rows(proposal.memory_id))
        memory_id = _make(file, proposal, content)
        if proposal.memory_id is None:
            step.made(*memory_rows(memory_id))
        file.execute("proposals.delete_proposal", (proposal_id,))
    return memory_id


def discard_proposal(file: PersonaFile, proposal_id: int) -> int | None:
    """Set a proposal aside; answer the step that takes that back, or ``None`` where it does not wait.

    Of a session's discarded proposals only the last is kept: it says up to where a memory was not wanted.
    """
    check_id(proposal_id, "proposal")
    proposal = _proposal(file, proposal_id)
    if proposal is None:
        return None
    session_id = proposal.session_id
    with undoable(file, StepKind.PROPOSAL_DISCARDED, session_id, _kept(proposal_id)) as step:
        for (earlier,) in file.execute("proposals.discarded_proposals", (session_id,)):
            step.keep(_kept(earlier))
        file.execute("proposals.delete_discarded", (session_id,))
        file.execute("proposals.set_discarded", (True, proposal_id))
    return step.step_id


def _proposal(file: PersonaFile, proposal_id: int) -> Proposal | None:
    row = file.execute("proposals.get_proposal", (proposal_id,)).fetchone()
    return None if row is None else _record(row)


def _kept(proposal_id: int) -> RowKey:
    return RowKey("memory_proposals", proposal_id)


def _add(file: PersonaFile, proposal: Proposal) -> int:
    _check(proposal)
    if proposal.memory_id is None:
        home = _home_of_messages(file, proposal)
    else:
        home = _home_of_memory(file, proposal, proposal.memory_id)
        file.execute("proposals.delete_earlier_proposals_for_memory", (proposal.memory_id,))
    values = (
        home,
        proposal.memory_id,
        proposal.content,
        proposal.start_message_id,
        proposal.end_message_id,
        proposal.source_hash,
        proposal.origin.value,
        proposal.moves_marker,
        utc_now(),
    )
    return file.insert("proposals.insert_proposal", values)


def _check(proposal: Proposal) -> None:
    check_text(proposal.content, "memory")
    check_text(proposal.source_hash, "hash")
    check_id(proposal.session_id, "session")
    for message_id in (proposal.start_message_id, proposal.end_message_id):
        check_id(message_id, "message")
    if proposal.memory_id is not None:
        check_id(proposal.memory_id, "memory")


def _home_of_messages(file: PersonaFile, proposal: Proposal) -> int:
    """The session that the last message lies in by now; the first may have stayed before a fork."""
    session_id, ends = proposal.session_id, (proposal.start_message_id, proposal.end_message_id)
    first, last = (session_of(file, each) for each in ends)
    if last is None or first not in (last, session_id) or ends[0] > ends[1]:
        raise not_in_conversation()
    if not _are_related(file, session_id, last):
        raise not_in_conversation()
    return last


def _are_related(file: PersonaFile, session_id: int, other_id: int) -> bool:
    return session_id == other_id or other_id in {each.session_id for each in relatives_of(file, session_id)}


def _home_of_memory(file: PersonaFile, proposal: Proposal, memory_id: int) -> int:
    """The session of a memory by now, with some of its messages, be it without the first or the last."""
    row = file.execute("memories.get_memory_session_id", (memory_id,)).fetchone()
    if row is None:
        raise _memory_deleted()
    home = whole(row[0])
    values = (home, proposal.start_message_id, proposal.end_message_id)
    if file.execute("provenance.source_messages", values).fetchone() is None:
        raise not_in_conversation()
    return home


def _memory_deleted() -> InvalidInput:
    return InvalidInput(
        Phrase("Memories", "This memory has been deleted."),
        Phrase("Memories", "Remember its messages again."),
    )


def _make(file: PersonaFile, proposal: Proposal, content: str) -> int:
    if proposal.memory_id is not None:
        if not file.execute("memories.update_memory", (content, proposal.memory_id)).rowcount:
            raise _memory_deleted()
        kept = (proposal.memory_id, proposal.source_hash, proposal.origin.value)
        file.execute("provenance.renew_source", kept)
        return proposal.memory_id
    ends = (proposal.start_message_id, proposal.end_message_id)
    kept_beside = (proposal.source_hash, proposal.origin)
    memory_id = insert_with_source(file, proposal.session_id, content, *ends, *kept_beside)
    if proposal.moves_marker:
        raised = (proposal.end_message_id, proposal.session_id)
        file.execute("provenance.raise_session_memory_marker", raised)
    return memory_id


def _span(file: PersonaFile, proposal: Proposal) -> Span | None:
    return read_span(file, proposal.session_id, proposal.start_message_id, proposal.end_message_id)


def _record(row: Row) -> Proposal:
    proposal_id, session_id, memory_id, content, start, end, source_hash, origin, moves_marker, made = row
    return Proposal(
        proposal_id,
        whole(session_id),
        whole_or_none(memory_id),
        text(content),
        whole(start),
        whole(end),
        text(source_hash),
        one_of(Origin, origin, Origin.ASKED),
        flag(moves_marker),
        moment(made),
    )
