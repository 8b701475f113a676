"""A card's JSON: bytes from strangers to an object within limits, and back."""

import json
import math
from typing import Any

from personaui_desktop.cards.card import Json, Mended, Repair
from personaui_desktop.cards.limits import JSON_BYTES, JSON_DEPTH, JSON_PARTS
from personaui_desktop.cards.refusals import damaged, not_a_card, too_large

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def read_json(content: bytes) -> tuple[Json, list[Repair]]:
    """The object that a text holds, and what was mended.

    Raises:
        NotACard: it is no JSON, no object, or beyond a limit.
    """
    if len(content) > JSON_BYTES:
        raise too_large()
    repairs: list[Repair] = []
    text = _decoded(content, repairs).strip("\0 \t\r\n")
    if text.startswith("rcc||"):
        raise not_a_card("encrypted")
    # What is told of memory comes before the memory is taken.
    if sum(text.count(mark) for mark in '[{",') > JSON_PARTS:
        raise too_large()
    found = _parsed(text, repairs)
    if not isinstance(found, dict):
        raise not_a_card()
    _check_depth(found)
    return found, repairs


def write_json(source: object, *, indent: int | None = None) -> bytes:
    """JSON as UTF-8; with escapes where a text holds half a character."""
    try:
        return json.dumps(source, ensure_ascii=False, indent=indent).encode()
    except UnicodeEncodeError:
        return json.dumps(source, indent=indent).encode()


def _decoded(content: bytes, repairs: list[Repair]) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            repairs.append(Repair(Mended.BYTE_ORDER_MARK))
            return content[len(mark) :].decode(encoding, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        repairs.append(Repair(Mended.ENCODING))
        return content.decode("latin-1")


def _parsed(text: str, repairs: list[Repair]) -> Any:
    numbers = _Numbers()
    decoder = json.JSONDecoder(
        strict=False, parse_float=numbers.fraction, parse_int=numbers.whole, parse_constant=numbers.none
    )
    try:
        found, end = decoder.raw_decode(text)
    except RecursionError:
        raise damaged("deep") from None
    except ValueError:
        raise not_a_card() from None
    if text[end:].strip():
        repairs.append(Repair(Mended.TEXT_AFTER_END))
    if numbers.has_odd:
        repairs.append(Repair(Mended.NOT_A_NUMBER))
    return found


class _Numbers:
    """Reads numbers; what none can be written as again becomes nothing."""

    LONGEST = 300

    def __init__(self) -> None:
        self.has_odd = False

    def fraction(self, digits: str) -> float | None:
        number = float(digits)
        self.has_odd = self.has_odd or not math.isfinite(number)
        return number if math.isfinite(number) else None

    def whole(self, digits: str) -> int | None:
        is_odd = len(digits) > self.LONGEST
        self.has_odd = self.has_odd or is_odd
        return None if is_odd else int(digits)

    def none(self, _said: str) -> None:
        self.has_odd = True


def _check_depth(found: Json) -> None:
    """No recursion: the depth is what is in question."""
    level: list[Any] = [found]
    for _ in range(JSON_DEPTH):
        level = [each for outer in level for each in _inside(outer) if isinstance(each, dict | list)]
        if not level:
            return
    raise damaged("deep")


def _inside(outer: Any) -> Any:
    return outer.values() if isinstance(outer, dict) else outer
