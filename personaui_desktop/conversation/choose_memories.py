"""Chooses the memories that are sent: all while they fit; else pinned, then relevant, then the newest."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.plan import Segment
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.conversation.tokens import estimate_tokens
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.recall import Found
from personaui_desktop.text import clean_text

TAGS_TOKENS = 8
"""What the marks around one memory cost."""
MOST_ELSEWHERE = 20
"""How many memories of other branches are listed one by one."""
NEWEST_SHARE = 4
"""Where not all fit, this part of what the pinned leave is kept for the newest: one quarter."""


class UnreadMemories(NamedTuple):
    """Active memories that were not even read, for they would not fit: their number and their tokens."""

    number: int = 0
    tokens: int = 0


NONE_UNREAD = UnreadMemories()


class MemoryChoice(NamedTuple):
    """``steady`` go with the system text, oldest first, those left out among them.

    ``recalled`` go with the newest message, the most relevant first: they differ from message to message, and
    what stands before them stays cached. ``reserved`` is how many tokens are kept for both, however many are
    recalled this time: the messages get the rest, and which of them are sent must not depend on it either.
    """

    steady: tuple[Segment, ...] = ()
    recalled: tuple[Segment, ...] = ()
    reserved: int = 0


class _MemoryCandidate(NamedTuple):
    memory: Memory
    text: str
    size: int


def memory_size(text: str) -> int:
    """What one memory costs, as estimated; 0 where it is blank and never sent."""
    return estimate_tokens(text) + TAGS_TOKENS if text else 0


def memory_text(memory: Memory) -> str:
    """A memory as it is sent."""
    return clean_text(memory.content).strip()


def choose_memories(
    memories: Sequence[Memory],
    room: int,
    relevant: Mapping[int, Found] | None = None,
    unread: UnreadMemories = NONE_UNREAD,
    elsewhere: Sequence[Memory] = (),
) -> MemoryChoice:
    """What becomes of each memory.

    While all fit, all are steady. Otherwise the pinned ones come first, the newest before older ones. The
    others share what these leave: three quarters are kept for those about the latest messages, the newest get
    one. The shares are fixed, also where little is relevant: if the newest filled what is not recalled, the
    system text would change from message to message, and nothing of the request would stay cached.

    Args:
        memories: active ones, oldest first.
        room: how many tokens they may take, as estimated.
        relevant: by what those were found that are about the latest messages, by their ids, the most relevant
            first; ``None`` where nobody looked or can look, and all that the pinned leave is for the newest.
        unread: further active ones, all left out.
        elsewhere: further ones of what only another branch has, all left out.
    """
    choice = _choose(memories, room, relevant, unread)
    return choice._replace(steady=(*_of_other_branches(elsewhere), *choice.steady))


def _choose(
    memories: Sequence[Memory], room: int, relevant: Mapping[int, Found] | None, unread: UnreadMemories
) -> MemoryChoice:
    candidates = [_candidate(memory) for memory in memories]
    usable = {one.memory.id: one for one in candidates if one.text}
    whole = sum(one.size for one in usable.values())
    if not unread.number and whole <= room:
        fitting = tuple(_segment(one, Reason.FITS, included=bool(one.text)) for one in candidates)
        return MemoryChoice(fitting, reserved=whole)
    reasons = _steady_ones(list(usable.values()), room, relevant is not None)
    taken = sum(usable[each].size for each in reasons)
    others = (usable[each] for each in relevant or () if each in usable and each not in reasons)
    recalled = _that_fit(others, room - taken)
    gone = {one.memory.id for one in recalled}
    steady = tuple(
        _segment(one, reasons.get(one.memory.id, Reason.NO_ROOM), included=one.memory.id in reasons)
        for one in candidates
        if one.memory.id not in gone
    )
    reserved = taken if relevant is None else room
    return MemoryChoice(
        (*_unread(unread), *steady), tuple(_recalled(one, relevant) for one in recalled), reserved
    )


def _candidate(memory: Memory) -> _MemoryCandidate:
    text = memory_text(memory)
    return _MemoryCandidate(memory, text, memory_size(text))


def _steady_ones(usable: list[_MemoryCandidate], room: int, keeps_share: bool) -> dict[int, Reason]:
    """Why each memory is in that does not depend on what was said last, by its id."""
    newest_first = usable[::-1]
    pinned = _that_fit((one for one in newest_first if one.memory.pinned), room)
    room -= sum(one.size for one in pinned)
    room = room // NEWEST_SHARE if keeps_share else room
    newest = _that_fit((one for one in newest_first if not one.memory.pinned), room)
    return {one.memory.id: Reason.NEWEST for one in newest} | {one.memory.id: Reason.PINNED for one in pinned}


def _that_fit(candidates: Iterable[_MemoryCandidate], room: int) -> list[_MemoryCandidate]:
    kept = []
    for one in candidates:
        if one.size <= room:
            kept.append(one)
            room -= one.size
    return kept


def _segment(one: _MemoryCandidate, reason: Reason, *, included: bool) -> Segment:
    reason = reason if one.text else Reason.BLANK
    return Segment(SegmentKind.MEMORY, one.text, one.size, included, reason, source_id=one.memory.id)


def _recalled(one: _MemoryCandidate, relevant: Mapping[int, Found] | None) -> Segment:
    segment = _segment(one, Reason.RELEVANT, included=True)
    found = (relevant or {}).get(one.memory.id)
    return segment._replace(kind=SegmentKind.RECALLED, role="user", found=found)


def _unread(unread: UnreadMemories) -> list[Segment]:
    if not unread.number:
        return []
    return [Segment(SegmentKind.MEMORY, "", unread.tokens, False, Reason.NO_ROOM, stands_for=unread.number)]


def _of_other_branches(elsewhere: Sequence[Memory]) -> list[Segment]:
    listed = [_candidate(memory) for memory in elsewhere[:MOST_ELSEWHERE]]
    segments = [_segment(one, Reason.OTHER_BRANCH, included=False) for one in listed if one.text]
    further = [_candidate(memory).size for memory in elsewhere[MOST_ELSEWHERE:]]
    if not further:
        return segments
    rest = Segment(SegmentKind.MEMORY, "", sum(further), False, Reason.OTHER_BRANCH, stands_for=len(further))
    return [rest, *segments]
