"""Where a long paragraph is divided. Most are short, so that it is no part of the start."""

import re
from itertools import islice

from personaui_desktop.widgets.chat.transcript.markdown.inline import is_complete
from personaui_desktop.widgets.chat.transcript.markdown.open_block import CUT_FROM

CUT_ANYWHERE = 700
"""One that could not be divided until here is divided between two words."""
STEP = 500
"""How far apart further places are looked for while emphasis, code or a link is open, characters."""
PARAGRAPH_LIMIT = 4200
"""Here it is divided even so."""

_FULL = r"""[。！？]["'”’」』）*_]*(?=[^"'”’」』）*_\s])"""  # noqa: RUF001 - full-width, without a space behind it
_END = re.compile(rf"""\n|[.!?…]["'”’»)\]*_]*\s|(?P<full>{_FULL})""")  # noqa: RUF001 - in use
_GAP = re.compile(rf"\s|(?P<full>{_FULL})")
_MOST_TRIES = 8
_JOINS = re.compile("(?<=\u200d)|[\u0300-\u036f\u200d\ufe00-\ufe0f\u20d0-\u20ff\U0001f3fb-\U0001f3ff]")


def cut_point(text: str) -> tuple[int, int] | None:
    """Where a paragraph that has become long is divided: end of the first part and start of the second.

    Rather at a line's or a sentence's end than between words, and rather not within emphasis, code or a link.
    It depends on nothing that comes after it, so that text read in pieces is divided as the whole would be.
    """
    for found in islice(_END.finditer(text, CUT_FROM, CUT_ANYWHERE), _MOST_TRIES):
        place = _around(found)
        if is_complete(text[: place[0]]):
            return place
    for start in range(CUT_ANYWHERE, PARAGRAPH_LIMIT, STEP):
        gap = _GAP.search(text, start, start + STEP)
        if gap is None and len(text) <= start + STEP:
            return None
        place = _hard_cut(text, start + STEP) if gap is None else _around(gap)
        if start + STEP >= PARAGRAPH_LIMIT or is_complete(text[: place[0]]):
            return place
    return None


def _around(found: re.Match[str]) -> tuple[int, int]:
    """What is left out is white space; a full-width end of a sentence has none behind it."""
    return found.end() - (found["full"] is None), found.end()


def _hard_cut(text: str, at: int) -> tuple[int, int]:
    # A combining mark or the rest of a joined emoji stays with what it belongs to.
    least = at - 40
    while at > least and _JOINS.match(text, at):
        at -= 1
    return at, at
