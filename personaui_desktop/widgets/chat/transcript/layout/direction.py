"""The direction in which a text is written."""

import re
from unicodedata import bidirectional

_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def may_be_from_right(text: str) -> bool:
    """Whether a text has a character of those that are written from right to left, or that say so."""
    return _FROM_RIGHT.search(text) is not None


def begins_right(text: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    for char in text:
        direction = bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
