r"""Maths as TeX writes it, which is kept as it stands: ``$…$``, ``$$…$$``, ``\(…\)`` and ``\[…\]``."""

import re
from bisect import bisect_left

LONGEST_LINES = 100
LONGEST = 4000
"""What has not ended after so many lines or characters is no block of maths."""
LONGEST_OPEN = 200
"""So many characters behind a dollar are taken for maths before its end has come."""

_CLOSES = {"$": "$", "$$": "$$", r"\(": r"\)", r"\[": r"\]"}
_SIGN = re.compile(r"\\.|\$", re.DOTALL)
_OPENS_LINE = re.compile(r" *(\$\$|\\\[)")
_BEHIND = re.compile(r"[.,;:]?[ \t]*")
_TELLING = re.compile(r"[\\^_={}<>+]")
_WORD = re.compile(r"[^\W_]")
_NO_START = re.compile(r"[\s\d$]|\Z")


class Formulas:
    """Where the formulas of a text end. Its signs are found in one pass, when they are first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._signs: dict[str, list[int]] | None = None

    def end_at(self, start: int) -> int | None:
        """Where the formula ends that begins here, unless none does."""
        for opening in self._openings(start):
            inside = start + len(opening)
            closing = self._next(_CLOSES[opening], inside)
            if closing is not None and self._is_maths(opening, inside, closing):
                return closing + len(opening)
        return None

    def is_open_at(self, start: int) -> bool:
        """Whether a formula begins here whose end may yet come."""
        opening = self._openings(start)[0]
        inside = start + len(opening)
        if self._next(_CLOSES[opening], inside) is not None:
            return False
        rest = self._text[inside : inside + LONGEST_OPEN]
        if opening == "$":
            # Before a figure it is more likely a price.
            return len(rest) < LONGEST_OPEN and _NO_START.match(rest) is None
        return opening != r"\[" or not rest.strip() or _is_telling(rest)

    def _openings(self, start: int) -> tuple[str, ...]:
        two = self._text[start : start + 2]
        if not two.startswith("$"):
            return (two,)
        return (two, "$") if two == "$$" else ("$",)

    def _next(self, sign: str, start: int) -> int | None:
        """Where a sign stands next that no backslash takes away."""
        if self._signs is None:
            self._signs = _places(self._text)
        places = self._signs[sign]
        at = bisect_left(places, start)
        return places[at] if at < len(places) else None

    def _is_maths(self, opening: str, start: int, end: int) -> bool:
        text = self._text
        if opening == "$":
            # As pandoc has it: no space inside its ends, and no figure behind it.
            is_close = start < end and not text[start].isspace() and not text[end - 1].isspace()
            return is_close and not text[end + 1 : end + 2].isdigit()
        if opening == r"\[" and text.find(opening, start, end) >= 0:
            return False
        inner = text[start:end]
        return bool(inner.strip()) and (opening != r"\[" or _is_telling(inner))


def begins_block(line: str) -> str | None:
    """The sign by which a line begins maths that stands by itself."""
    found = _OPENS_LINE.match(line)
    if found is None:
        return None
    formulas = Formulas(line)
    end = formulas.end_at(found.start(1))
    if end is None:
        is_begun = formulas.is_open_at(found.start(1)) and not line.startswith("$", found.end())
        return found[1] if is_begun else None
    return found[1] if ends_line(line, end) else None


def end_in(line: str, opening: str, start: int = 0) -> int | None:
    """Where in a line the maths ends that the sign began."""
    places = _places(line)[_CLOSES[opening]]
    at = bisect_left(places, start)
    return places[at] + len(opening) if at < len(places) else None


def is_whole(text: str) -> bool:
    """Whether a text, apart from white space before it, is one formula."""
    start = len(text) - len(text.lstrip())
    return Formulas(text).end_at(start) == len(text)


def ends_line(line: str, end: int) -> bool:
    """Whether no more than a full stop or the like follows a formula in its line."""
    return _BEHIND.fullmatch(line, end) is not None


def _is_telling(inner: str) -> bool:
    """Whether it is maths: what is between brackets behind backslashes may also be text."""
    return (inner[0].isspace() or _TELLING.search(inner) is not None) and _WORD.search(inner) is not None


def _places(text: str) -> dict[str, list[int]]:
    """Where the closing signs of a text stand."""
    places: dict[str, list[int]] = {sign: [] for sign in _CLOSES.values()}
    for found in _SIGN.finditer(text):
        if found[0] in places:
            places[found[0]].append(found.start())
            if text.startswith("$$", found.start()):
                places["$$"].append(found.start())
    return places
