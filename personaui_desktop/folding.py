"""Text as it is searched: without regard to case and to how much white space there is, in any script."""

import re
from collections.abc import Sequence
from functools import lru_cache


def fold(text: str) -> str:
    """The text as it is compared: case folded, ß as ss, any white space one space and none at the ends."""
    return " ".join(text.casefold().split())


def folded_places(text: str) -> Sequence[int]:
    """Where in the text each character of its `fold` comes from, and at the end where the last one ends."""
    if text.isascii() and "  " not in text and fold(text) == text.casefold():
        return range(len(text) + 1)
    places: list[int] = []
    end = gap = 0
    for at, character in enumerate(text):
        if character.isspace():
            continue
        if places and end < at:
            gap = end
            places.append(gap)
        places.extend([at] * len(character.casefold()))
        end = at + 1
    return [*places, end]


def folded_pattern(folded: str) -> str:
    """A regular expression, for use without regard to case, of what has this among its `fold`."""
    parts: list[str] = []
    at = 0
    while at < len(folded):
        size = next((size for size in (3, 2) if folded[at : at + size] in _letters_for_several()), 1)
        piece = folded[at : at + size]
        letters = _letters_for_several().get(piece)
        parts.append(f"(?:{re.escape(piece)}|[{letters}])" if letters else _one(piece))
        at += size
    return "".join(parts)


def _one(character: str) -> str:
    return r"\s+" if character == " " else re.escape(character)


@lru_cache(maxsize=1)
def _letters_for_several() -> dict[str, str]:
    """The letters that stand for several when folded, by these: ss is ß too."""
    found: dict[str, str] = {}
    for number in (*range(0xDF, 0x588), *range(0x1E96, 0x1FFD), *range(0xFB00, 0xFB18)):
        letter = chr(number)
        if len(letter.casefold()) > 1:
            found[letter.casefold()] = found.get(letter.casefold(), "") + letter
    return found
