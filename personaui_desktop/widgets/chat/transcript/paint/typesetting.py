"""Draws formulas with ziamath, which is loaded when the first one is seen.

What others wrote may take for ever: so the source is short, is not nested deeply, may take no longer than a
budget, and a picture is no larger than a message. Whatever fails is not drawn, and its source stays.
"""

import re
import sys
from collections.abc import Callable
from inspect import CO_GENERATOR
from time import thread_time
from types import FrameType
from typing import NamedTuple
from warnings import catch_warnings, simplefilter

from personaui_desktop.widgets.chat.transcript.layout.formula import INK, FormulaSize

LONGEST = 1_500
"""A longer source is not drawn, characters."""
DEEPEST = 20
"""A source whose braces are nested deeper is not drawn."""
BUDGET = 1.0
"""What one formula may take, seconds of this thread's own time."""
LARGEST_PICTURE = 400_000
"""What a picture may have, characters."""
WIDEST, HIGHEST = 120.0, 60.0
"""What a picture may take, in sizes of the text."""
SIZE = 20.0
"""At which size formulas are drawn, pixels. They are scaled to that of the text."""

_VIEW = re.compile(r'viewBox="(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+)"')
_TAG = re.compile(r"<([^\s/>]+)")
_SHAPES = {"svg", "g", "path", "rect", "line", "polygon", "polyline", "circle", "ellipse"}
_DELIMITERS = {"$$": "$$", r"\[": r"\]", r"\(": r"\)", "$": "$"}


class Picture(NamedTuple):
    """A picture in `INK`, and the room that it takes in a text of 1 pixel."""

    svg: str
    room: FormulaSize


class _Late(BaseException):
    """The budget is spent."""


def typeset(source: str) -> Picture | None:
    """Draw a formula, its signs included; ``None`` where it cannot be drawn."""
    opening = next((sign for sign in _DELIMITERS if source.startswith(sign)), None)
    if opening is None or len(source) > LONGEST or _depth(source) > DEEPEST:
        return None
    _load()
    tex = source[len(opening) : -len(_DELIMITERS[opening])].strip()
    try:
        svg = _within_budget(lambda: _drawn(tex, is_inline=opening in {"$", r"\("}))
    except (_Late, Exception):  # noqa: BLE001 - whatever is wrong with it, its source stays
        return None
    return _picture(svg)


def _load() -> None:
    """Load ziamath and its font, which takes long the first time and says nothing about a formula."""
    with catch_warnings():
        # It finds its font by a call that some versions of Python call outdated.
        simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config

    config.svg2 = False  # Qt draws plain shapes


def _drawn(tex: str, *, is_inline: bool) -> str:
    from ziamath.zmath import Latex

    return str(Latex(tex, size=SIZE, color=INK, inline=is_inline).svg())


def _within_budget(work: Callable[[], str]) -> str:
    """Do work in Python that is given up where it takes too long.

    Python forgets who looks on once that raises, and drops what is raised while it puts a generator away. So
    generators are let pass, and whoever swallows the first is told by a second.
    """
    deadline = thread_time() + BUDGET

    def look(frame: FrameType, _event: str, _argument: object) -> None:
        if thread_time() > deadline and not frame.f_code.co_flags & CO_GENERATOR:
            raise _Late

    before = sys.gettrace(), sys.getprofile()
    sys.settrace(look)
    sys.setprofile(look)
    try:
        return work()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])


def _depth(source: str) -> int:
    r"""How deep braces, pairs of ``\left`` and ``\right`` and environments are nested."""
    depth = deepest = 0
    for found in re.finditer(r"\\\\|\\[{}]|\\left\b|\\right\b|\\begin\b|\\end\b|[{}]", source):
        depth += {"{": 1, r"\left": 1, r"\begin": 1}.get(found[0], 0)
        depth -= {"}": 1, r"\right": 1, r"\end": 1}.get(found[0], 0)
        deepest = max(deepest, depth)
    return deepest


def _picture(svg: str) -> Picture | None:
    view = _VIEW.search(svg)
    if view is None or len(svg) > LARGEST_PICTURE or not set(_TAG.findall(svg)) <= _SHAPES:
        return None
    top, width, height = (float(view[at]) / SIZE for at in (2, 3, 4))
    if not (0 < width < WIDEST and 0 < height < HIGHEST):
        return None
    return Picture(svg, FormulaSize(width, -top, height + top))
