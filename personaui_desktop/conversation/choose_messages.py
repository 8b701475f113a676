"""Chooses the messages that are sent, so that the request is one that the API accepts."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import NamedTuple

from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.plan import Segment
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.conversation.times import time_note, time_notes
from personaui_desktop.conversation.tokens import estimate_tokens
from personaui_desktop.records.messages import Message, ReplyStatus, Role
from personaui_desktop.text import clean_text

SHARE_TO_SKIP = 4
"""The window on a long session moves by up to a quarter at once, so that what is cached lasts in between."""

_BROKEN = {ReplyStatus.INTERRUPTED, ReplyStatus.FAILED, ReplyStatus.STOPPED}


class _MessageCandidate(NamedTuple):
    message: Message
    text: str
    time_note: str
    size: int
    reason_against: Reason | None = None


def message_segments(
    history: Sequence[Message],
    limit: int,
    room: int,
    zone: tzinfo,
    *,
    has_older: bool,
    to_the_end: bool = False,
) -> list[Segment]:
    """The segments of a session's messages, in the given order (oldest first).

    Args:
        history: the messages, oldest first.
        limit: how many may be sent; the newest one of the user always is.
        room: how many tokens they may take, as estimated.
        zone: in which their times are told.
        has_older: whether the session has messages before these.
        to_the_end: whether what was said after the newest message of the user is sent too, beyond the limit.
    """
    candidates = _candidates(history, zone)
    last = _last_answered(candidates)
    # Where the user has said nothing yet, the opening is all there is.
    end = len(candidates) if to_the_end or last < 0 else last + 1
    beyond = sum(not one.reason_against for one in candidates[last + 1 : end]) if last >= 0 else 0
    start = _first_sent(candidates[:end], limit + beyond, room, has_older=has_older)
    is_whole = start == 0 and not has_older
    first = next((i for i in range(start, end) if _is_from_user(candidates[i])), end)
    segments: list[Segment] = []
    for index, one in enumerate(candidates):
        if one.reason_against:
            segments.append(_left_out(one, one.reason_against))
        elif index >= end:
            segments.append(_after_the_last(one))
        elif index < first:
            segments.append(_opening(one) if is_whole else _left_out(one, Reason.TOO_OLD))
        else:
            segments.extend(_sent(one, Reason.ANSWERED if index == last else Reason.RECENT))
    return segments


def ends_in_reply(history: Sequence[Message]) -> bool:
    """Whether what was said last, of all that may be sent, is a whole reply and not the user's message."""
    said = [message for message in history if _reason_against(message, clean_text(message.text)) is None]
    is_answered = any(message.is_user for message in said)
    return is_answered and not said[-1].is_user and said[-1].status not in _BROKEN


def newest_tokens(history: Sequence[Message], zone: tzinfo, *, to_the_end: bool = False) -> int:
    """About how many tokens the message has that is sent in any case; 0 where there is none."""
    newest = _newest(history, of_user=not to_the_end)
    place = _newest(history, of_user=False) if newest is None else newest
    return 0 if place is None else _candidate(history[place], time_note(history, place, zone)).size


def _newest(history: Sequence[Message], *, of_user: bool) -> int | None:
    """Where the newest message stands that may be sent, of all or of the user's."""
    return next(
        (
            place
            for place in reversed(range(len(history)))
            if (history[place].is_user or not of_user)
            and _reason_against(history[place], clean_text(history[place].text)) is None
        ),
        None,
    )


def _candidates(history: Sequence[Message], zone: tzinfo) -> list[_MessageCandidate]:
    notes = time_notes(history, zone)
    return [_candidate(message, note) for message, note in zip(history, notes, strict=True)]


def _candidate(message: Message, note: str) -> _MessageCandidate:
    text = clean_text(message.text)
    size = estimate_tokens(text) + (estimate_tokens(note) if note else 0)
    return _MessageCandidate(message, text, note, size, _reason_against(message, text))


def _reason_against(message: Message, text: str) -> Reason | None:
    if message.marks.is_hidden:
        return Reason.HIDDEN
    if message.status is ReplyStatus.STREAMING:
        return Reason.STREAMING
    if message.status is ReplyStatus.REFUSED:
        return Reason.REFUSED
    return None if text.strip() else Reason.BLANK


def _last_answered(candidates: list[_MessageCandidate]) -> int:
    """The index of the message to be answered, -1 where there is none."""
    return max((i for i, one in enumerate(candidates) if _is_from_user(one)), default=-1)


def _is_from_user(candidate: _MessageCandidate) -> bool:
    return candidate.message.is_user and not candidate.reason_against


def _first_sent(candidates: list[_MessageCandidate], limit: int, room: int, *, has_older: bool) -> int:
    """The index from which on messages are sent; 0 where all fit."""
    usable = [i for i, one in enumerate(candidates) if not one.reason_against]
    kept = _how_many_fit([candidates[i].size for i in usable], limit, room)
    if kept == len(usable) and not has_older:
        return 0
    return _steady_start(candidates, usable, len(usable) - kept, limit)


def _how_many_fit(sizes: list[int], limit: int, room: int) -> int:
    kept = 0
    for size in reversed(sizes):
        if kept and (size > room or kept >= limit):
            break
        room -= size
        kept += 1
    return kept


def _steady_start(candidates: list[_MessageCandidate], usable: list[int], earliest: int, limit: int) -> int:
    """Where the window begins: not at its earliest place but at a mark that stays while messages are added.

    Marks are the places where ids enter a new block. Without one nearby the earliest place serves.
    """
    if earliest >= len(usable):
        return 0
    block = max(1, limit // SHARE_TO_SKIP)
    furthest = earliest + (len(usable) - earliest) // SHARE_TO_SKIP
    blocks = [candidates[i].message.id // block for i in usable]
    for place in range(max(1, earliest), furthest + 1):
        if place < len(usable) and blocks[place] != blocks[place - 1]:
            return usable[place]
    return usable[earliest]


def _sent(candidate: _MessageCandidate, reason: Reason) -> list[Segment]:
    role: Role = "user" if candidate.message.is_user else "assistant"
    segment = _left_out(candidate, reason)._replace(included=True, role=role)
    if not candidate.time_note:
        return [segment]
    time = segment._replace(
        kind=SegmentKind.TIME,
        text=candidate.time_note,
        tokens_estimate=estimate_tokens(candidate.time_note),
        reason=Reason.TOLD_WHEN,
    )
    return [time, segment]


def _opening(candidate: _MessageCandidate) -> Segment:
    return _left_out(candidate, Reason.OPENING)._replace(kind=SegmentKind.OPENING, included=True)


def _after_the_last(candidate: _MessageCandidate) -> Segment:
    broken = candidate.message.status in _BROKEN
    return _left_out(candidate, Reason.BROKEN_OFF if broken else Reason.UNANSWERED)


def _left_out(candidate: _MessageCandidate, reason: Reason) -> Segment:
    return Segment(
        SegmentKind.MESSAGE,
        candidate.text,
        estimate_tokens(candidate.text),
        included=False,
        reason=reason,
        source_id=candidate.message.id,
    )
