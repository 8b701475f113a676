"""Text as it is searched: without regard to case and to how much white space there is, in any script."""

from collections.abc import Sequence


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
