"""Verbs on remembering: plan what is to be remembered, propose what was written, accept, discard."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from personaui_desktop.background.memory_writer import Written
from personaui_desktop.background.operation import Lane, Operation
from personaui_desktop.conversation.memory_request import (
    FEWEST_MESSAGES,
    TOKENS_AT_ONCE,
    Stretch,
    estimated_cost,
    is_finished,
    memory_request,
    split,
    worth_telling,
)
from personaui_desktop.conversation.prices import estimate
from personaui_desktop.conversation.tokens import BYTES_PER_TOKEN
from personaui_desktop.database import to_remember
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.forks import fork_of
from personaui_desktop.database.proposals import (
    accept_proposal,
    add_proposals,
    discard_proposal,
    get_proposals,
)
from personaui_desktop.database.provenance import hash_of
from personaui_desktop.database.receipts import MEMORY
from personaui_desktop.database.to_remember import Amount
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.memories import checked
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.operations.personas import profile_of
from personaui_desktop.operations.settling import settle_errand
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.memories import Memory, Origin, Proposal
from personaui_desktop.records.messages import Message
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.replies import ReplyRequest

MESSAGES_AT_ONCE = 2_000
STRETCHES_AT_ONCE = 8
"""More than this is not written at one go: what is left over can be remembered next."""
TOKENS_ANEW = 100_000
"""How long the messages of one memory may be for it to be made anew."""
WAITING_AT_MOST = 3
"""While so many proposals of a session wait for an answer, no further one is made by itself."""
LOOKED_AT = 50
"""Among so many new messages there are some that say something."""
_LAST = 2**62


class TooLittle(InvalidInput):
    """There is not enough to remember yet, which is nothing wrong."""


class MemoryTask(NamedTuple):
    """One memory to be written: what is sent for it, and the proposal that the answer will be the text of."""

    request: ReplyRequest
    proposal: Proposal


class Outlook(NamedTuple):
    """What there is to remember.

    ``name`` is the persona's. ``missing`` is how many messages it still takes until remembering makes sense,
    ``is_first`` whether nothing of the session has been remembered or suggested yet. ``user_messages`` are
    the person's since the last memory or proposal; ``tokens`` are those of remembering by itself, as
    estimated, and ``price`` in dollars what they cost, ``None`` where that is not known.
    """

    name: str
    amount: Amount
    missing: int
    is_first: bool
    user_messages: int = 0
    tokens: int = 0
    price: Decimal | None = None


class MemoryPlan(NamedTuple):
    """What is to be written, oldest first; ``is_more`` says that there is still more to remember after it."""

    persona_id: str
    session_id: int
    tasks: tuple[MemoryTask, ...]
    is_more: bool = False

    @property
    def requests(self) -> list[ReplyRequest]:
        """What is sent, one request a memory."""
        return [task.request for task in self.tasks]


def plan_new(persona_id: str, session_id: int) -> Operation[MemoryPlan]:
    """Plan to remember what was said since the session's marker and since what is proposed already."""

    def work(file: PersonaFile) -> MemoryPlan:
        since = to_remember.remembered_until(file, session_id)
        plan = _plan(file, session_id, since + 1, _LAST, Origin.ASKED, STRETCHES_AT_ONCE)
        if plan is None:
            raise _too_few(file, session_id)
        return plan

    return Read(work, on=persona_id)


def plan_until(persona_id: str, session_id: int, last_id: int) -> Operation[MemoryPlan]:
    """Plan to remember what was said since the session's marker, and no further than a message."""

    def work(file: PersonaFile) -> MemoryPlan:
        since = to_remember.remembered_until(file, session_id)
        plan = _plan(file, session_id, since + 1, last_id, Origin.ASKED, STRETCHES_AT_ONCE)
        if plan is None:
            raise _too_few(file, session_id)
        return plan

    return Read(work, on=persona_id)


def plan_if_due(persona_id: str, session_id: int, after: int) -> Operation[MemoryPlan | None]:
    """Plan to remember by itself once the person has written ``after`` messages; ``None`` before that."""

    def work(file: PersonaFile) -> MemoryPlan | None:
        waiting = [one for one in get_proposals(file) if one.session_id == session_id]
        due = to_remember.user_messages_since(file, session_id, after) >= after
        if not due or len(waiting) >= WAITING_AT_MOST:
            return None
        since = to_remember.remembered_until(file, session_id, also_discarded=True)
        return _plan(file, session_id, since + 1, _LAST, Origin.ITSELF, 1)

    return Read(work, on=persona_id, lane=Lane.BULK)


def plan_range(persona_id: str, session_id: int, first_id: int, last_id: int) -> Operation[MemoryPlan]:
    """Plan to remember some messages of a session, from the first to the last."""

    def work(file: PersonaFile) -> MemoryPlan:
        plan = _plan(file, session_id, first_id, last_id, Origin.ASKED, STRETCHES_AT_ONCE, moves_marker=False)
        if plan is None:
            raise InvalidInput(
                Phrase("Memories", "There is nothing to remember in these messages."),
                Phrase("Memories", "Choose other messages."),
            )
        return plan

    return Read(work, on=persona_id)


def plan_anew(persona_id: str, memory: Memory) -> Operation[MemoryPlan]:
    """Plan to write a memory's text anew, from its messages as they are now."""

    def work(file: PersonaFile) -> MemoryPlan:
        session_id, first_id, last_id = _source_of(memory)
        _check_is_together(file, session_id, first_id)
        found = to_remember.messages_between(file, session_id, first_id, last_id, MESSAGES_AT_ONCE)
        messages = _finished(found)
        stretches = split(messages, TOKENS_ANEW)
        if not stretches:
            raise InvalidInput(
                Phrase("Memories", "The messages of this memory have been deleted."),
                Phrase("Memories", "Edit or delete the memory."),
            )
        if len(stretches) > 1 or len(messages) >= MESSAGES_AT_ONCE:
            raise InvalidInput(
                Phrase("Memories", "This memory has too many messages to rewrite."),
                Phrase("Memories", "Edit it, or remember parts of them."),
            )
        profile = cast_of(file, messages)
        # Compared later with all of the range, so that is what the hash is of, and it stays the range.
        whole = stretches[0]._replace(start_message_id=first_id, end_message_id=last_id)
        task = _task(profile, session_id, whole, messages, memory.origin)
        proposal = task.proposal._replace(memory_id=memory.id, moves_marker=False)
        return MemoryPlan(persona_id, session_id, (task._replace(proposal=proposal),))

    return Read(work, on=persona_id)


def settle(plan: MemoryPlan, written: Written) -> Operation[bool]:
    """Note what asking for one of a plan's memories cost, whether or not it became one."""

    def work(file: PersonaFile) -> bool:
        return settle_errand(file, plan.session_id, MEMORY, written.outcome, has_text=bool(written.text))

    def announce(was_paid: bool) -> Iterable[Change]:
        return (Change(Topic.SPENDING, plan.persona_id, plan.session_id),) if was_paid else ()

    return Write(work, on=plan.persona_id, announces=announce)


def propose(plan: MemoryPlan, texts: Sequence[str]) -> Operation[list[int]]:
    """Store what was written for the first tasks of a plan; the result is the proposals' ids."""
    proposals = [
        task.proposal._replace(content=checked(text)) for task, text in zip(plan.tasks, texts, strict=False)
    ]

    def announce(proposal_ids: list[int]) -> Iterable[Change]:
        yield Change(Topic.PROPOSALS, plan.persona_id, plan.session_id, tuple(proposal_ids), How.ADDED)

    return Write(partial(add_proposals, proposals=proposals), on=plan.persona_id, announces=announce)


def accept(persona_id: str, proposal_id: int, content: str) -> Operation[int]:
    """Make a memory of a proposal, in these words; the result is the memory's id."""

    def work(file: PersonaFile) -> int:
        memory_id = accept_proposal(file, proposal_id, checked(content))
        if memory_id is None:
            raise InvalidInput(
                Phrase("Memories", "This suggestion is gone."),
                Phrase("Memories", "Remember the conversation again."),
            )
        return memory_id

    def announce(memory_id: int) -> Iterable[Change]:
        yield Change(Topic.MEMORIES, persona_id, ids=(memory_id,))
        yield Change(Topic.PROPOSALS, persona_id, ids=(proposal_id,), how=How.REMOVED)

    return Write(work, on=persona_id, announces=announce)


def discard(persona_id: str, proposal_id: int) -> Operation[int | None]:
    """Set a proposal aside; the result is the step that takes that back, see `undo`."""

    def announce(_step_id: int | None) -> Iterable[Change]:
        yield Change(Topic.PROPOSALS, persona_id, ids=(proposal_id,), how=How.REMOVED)

    return Write(partial(discard_proposal, proposal_id=proposal_id), on=persona_id, announces=announce)


def outlook(persona_id: str, session_id: int | None, model: str, after: int) -> Operation[Outlook]:
    """How much of a session is still to be remembered, and what that costs with a model.

    Args:
        persona_id: the persona.
        session_id: the conversation, ``None`` for one that is still to begin.
        model: who writes it.
        after: how many messages the person will have written by then.
    """

    def work(file: PersonaFile) -> Outlook:
        name = profile_of(file).name
        if session_id is None:
            return Outlook(name, Amount(0, 0, 0, False, None), FEWEST_MESSAGES, is_first=True)
        amount = to_remember.amount_to_remember(file, session_id)
        since = to_remember.remembered_until(file, session_id)
        counted = to_remember.user_messages_since(file, session_id, MESSAGES_AT_ONCE)
        # By then there will be more of the same kind; by itself no more than one stretch is written at once.
        growth = max(1.0, after / counted) if counted else 1.0
        size = min(amount.size * growth, TOKENS_AT_ONCE * BYTES_PER_TOKEN)
        tokens, answer = estimated_cost(round(size))
        price = estimate(model, tokens, answer)
        return Outlook(
            name, amount, _missing(file, session_id, since), not since, counted, tokens + answer, price
        )

    return Read(work, on=persona_id, lane=Lane.BULK)


def _missing(file: PersonaFile, session_id: int, since: int) -> int:
    """How many messages it still takes until there are enough after a message to be remembered."""
    found = to_remember.messages_between(file, session_id, since + 1, _LAST, LOOKED_AT)
    return max(0, FEWEST_MESSAGES - len(worth_telling(_finished(found))))


def _plan(
    file: PersonaFile,
    session_id: int,
    first_id: int,
    last_id: int,
    origin: Origin,
    most: int,
    *,
    moves_marker: bool = True,
) -> MemoryPlan | None:
    found = to_remember.messages_between(file, session_id, first_id, last_id, MESSAGES_AT_ONCE)
    messages = _finished(found)
    if len(worth_telling(messages)) < (FEWEST_MESSAGES if moves_marker else 1):
        return None
    stretches = split(messages, TOKENS_AT_ONCE)
    profile = cast_of(file, messages)
    tasks = [_task(profile, session_id, each, messages, origin) for each in stretches[:most]]
    marked = [task._replace(proposal=task.proposal._replace(moves_marker=moves_marker)) for task in tasks]
    is_more = len(stretches) > most or len(found) >= MESSAGES_AT_ONCE
    return MemoryPlan(file.persona_id, session_id, tuple(marked), is_more)


def _task(
    profile: Profile, session_id: int, stretch: Stretch, messages: Sequence[Message], origin: Origin
) -> MemoryTask:
    start, end = stretch.start_message_id, stretch.end_message_id
    source = hash_of((one.is_user, one.text) for one in messages if start <= one.id <= end)
    proposal = Proposal(0, session_id, None, "", start, end, source, origin, moves_marker=True)
    return MemoryTask(memory_request(profile, stretch), proposal)


def _finished(messages: Sequence[Message]) -> list[Message]:
    """The messages before the first one that is still being written."""
    end = next((at for at, one in enumerate(messages) if not is_finished(one)), len(messages))
    return list(messages[:end])


def _source_of(memory: Memory) -> tuple[int, int, int]:
    session_id, first_id, last_id = (
        memory.session_id, memory.start_message_id, memory.end_message_id
    )  # fmt: skip
    if session_id is None or first_id is None or last_id is None:
        raise InvalidInput(
            Phrase("Memories", "This memory has no messages."), Phrase("Memories", "Edit its text.")
        )
    return session_id, first_id, last_id


def _check_is_together(file: PersonaFile, session_id: int, first_id: int) -> None:
    fork = fork_of(file, session_id)
    if fork is not None and first_id <= fork.message_id:
        raise InvalidInput(
            Phrase("Memories", "The last messages of this memory are in another branch."),
            Phrase("Memories", "Show them in the conversation first."),
        )


def _too_few(file: PersonaFile, session_id: int) -> TooLittle:
    if any(one.session_id == session_id and one.moves_marker for one in get_proposals(file)):
        return TooLittle(
            Phrase("Memories", "A suggested memory is waiting for you."),
            Phrase("Memories", "Accept or discard it first."),
        )
    return TooLittle(
        Phrase(
            "Memories",
            "A memory needs at least {n} new message.|A memory needs at least {n} new messages.",
        ).of(FEWEST_MESSAGES),
        Phrase("Memories", "Keep talking, or add a memory yourself."),
    )
