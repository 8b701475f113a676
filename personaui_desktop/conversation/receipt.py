"""What was sent for a reply, kept small: the system text whole, the rest by id, size and fingerprint."""

import json
import zlib
from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args

from personaui_desktop.conversation.kinds import KINDS, SegmentKind
from personaui_desktop.conversation.plan import ContextPlan, Segment
from personaui_desktop.conversation.reason import reason_of
from personaui_desktop.errors import DamagedReceipt
from personaui_desktop.records.messages import Role
from personaui_desktop.records.recall import Found

if TYPE_CHECKING:
    from hashlib import blake2b

_LARGEST_BYTES = 64 * 2**20
"""Far more than a part of a receipt has; a damaged one may claim to be larger than the memory."""
T = TypeVar("T")


class Receipt(NamedTuple):
    """A plan as it is kept. ``system`` is alike from reply to reply, and stored once under its hash."""

    system_hash: str
    system: bytes
    content: bytes


class SentSegment(NamedTuple):
    """A segment as it was sent or left out, and the fingerprint of its text, which may not be kept."""

    segment: Segment
    fingerprint: str

    def is_of(self, text: str) -> bool:
        """Whether this is the text that was sent."""
        return fingerprint(text) == self.fingerprint


def fingerprint(text: str) -> str:
    """Eight characters that are others for another text, but for one chance in four thousand million."""
    return _digest(text.encode("utf-8", "surrogatepass"), 4)


def pack(plan: ContextPlan) -> Receipt:
    """The receipt of a plan."""
    is_system = [segment.included and segment.role is None for segment in plan.segments]
    system = [_row(one, with_text=True) for one, is_in in zip(plan.segments, is_system, strict=True) if is_in]
    rest = [
        _row(one, with_text=KINDS[one.kind].keeps_text)
        for one, is_in in zip(plan.segments, is_system, strict=True)
        if not is_in
    ]
    packed = _packed(system)
    return Receipt(_digest(packed, 16), packed, _packed(rest))


def unpack(system: bytes, content: bytes) -> list[SentSegment]:
    """The segments of a receipt: the system text, then the rest in its order.

    Raises:
        DamagedReceipt: this is no receipt that `pack` made.
    """
    try:
        return [_sent(row) for part in (system, content) for row in json.loads(_unpacked(part))]
    except (zlib.error, ValueError, TypeError, RecursionError) as error:
        raise DamagedReceipt from error


def same_beginning(sent: Iterable[SentSegment], plan: ContextPlan) -> tuple[int, bool]:
    """How many tokens at the beginning of a plan were sent before, as estimated, and whether that was all."""
    before = [(_key(one.segment), one.fingerprint) for one in sent if one.segment.included]
    system = [one for one in plan.segments if one.included and one.role is None]
    now = system + [one for one in plan.segments if one.included and one.role is not None]
    marks = ((_key(one), fingerprint(one.text)) for one in now)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, marks, strict=False)))
    return sum(one.tokens_estimate for one in now[:alike]), alike == len(before)


def _digest(content: bytes, size: int) -> str:
    return _hash()(content, digest_size=size).hexdigest()


@cache
def _hash() -> "type[blake2b]":
    # With hashlib comes OpenSSL, for which a start need not wait. An import of its own for each of a hundred
    # messages would take longer than their hashes.
    from hashlib import blake2b

    return blake2b


def _key(segment: Segment) -> tuple[SegmentKind, int | None]:
    return segment.kind, segment.source_id


def _row(segment: Segment, *, with_text: bool) -> list[Any]:
    return [
        segment.kind.value,
        segment.source_id,
        segment.tokens_estimate,
        int(segment.included),
        segment.reason.value,
        segment.role,
        segment.stands_for,
        fingerprint(segment.text),
        segment.text if with_text else None,
        *([segment.found] if segment.found else []),
    ]


def _sent(row: list[Any]) -> SentSegment:
    kind, source_id, tokens, included, reason, role, stands_for, mark, text, *found = row
    if role is not None and role not in get_args(Role):
        raise ValueError(role)
    segment = Segment(
        SegmentKind(kind),
        _as(str, text or ""),
        _as(int, tokens),
        bool(included),
        reason_of(_as(str, reason)),
        role,
        None if source_id is None else _as(int, source_id),
        _as(int, stands_for),
        _found(*found[0]) if found else None,
    )
    return SentSegment(segment, _as(str, mark))


def _found(words: list[Any], message_id: Any, timestamp: Any, is_user: Any) -> Found:
    said = _as(int, message_id), _as(str, timestamp), bool(is_user)
    return Found(tuple(_as(str, word) for word in _as(list, words)), *said)


def _as(kind: type[T], value: object) -> T:
    if type(value) is not kind:
        raise TypeError(value)
    return value


def _unpacked(part: bytes) -> bytes:
    reader = zlib.decompressobj()
    whole = reader.decompress(part, _LARGEST_BYTES)
    if not reader.eof:
        raise ValueError("cut short, or larger than any receipt")
    return whole


def _packed(rows: list[list[Any]]) -> bytes:
    return zlib.compress(
        json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    )
