"""Says what the pieces of code are, with Pygments, which is loaded when the first code is seen.

A lexer is a heap of regular expressions, and for most there is a text on which one of them takes seconds, for
some one on which it never ends. `re` keeps the interpreter's lock meanwhile: in whichever thread it runs, the
window stands still. Hence three bounds: only the `LANGUAGES` are coloured, each of which a test has attacked;
a lexer sees no more than a portion of the code at once, so that no single match can take long; and where all
of it takes longer than a budget, the rest stays plain.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from time import thread_time
from typing import TYPE_CHECKING, NamedTuple

from personaui_desktop.widgets.chat.transcript.paint.code_languages import lexer_name

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST = 200_000
"""Longer code stays plain, characters."""
PORTION = 2_000
"""What a lexer sees at once, characters."""
GAP = 200
"""So much white space ends a portion and is left out: no lexer takes it well, characters."""
BUDGET = 1.0
"""What one piece of code may take, seconds of this thread's own time."""


_GAP = re.compile(rf"\s{{{GAP},}}+")


class CodePart(Enum):
    """What a piece of code is; the value names its colour among the theme's tokens."""

    COMMENT = "faint"
    KEYWORD = "accent"
    STRING = "ok"
    NUMBER = "action"
    NAME = "warn"


class Toned(NamedTuple):
    """A piece of code with a tone; ``start`` and ``end`` count characters."""

    start: int
    end: int
    tone: CodePart


class _Lexeme(NamedTuple):
    """What a lexer found: where it begins, what it is, such as ``Token.Name``, and its text."""

    start: int
    token: str
    text: str


def tones_of(code: str, language: str) -> list[Toned]:
    """The pieces of code that have a tone, in order; none where the language is not coloured."""
    lexer = lexer_for(language) if len(code) <= LONGEST else None
    return [] if lexer is None else list(_tones(lexer, code))


def lexer_for(language: str) -> "Lexer | None":
    """The lexer of a language, if it is coloured and this Pygments knows it."""
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    name = lexer_name(language)
    if name is None:
        return None
    try:
        # Code within Markdown may be in any language, those that take for ever included.
        return get_lexer_by_name(name, handlecodeblocks=False)
    except ClassNotFound:
        return None


def _tones(lexer: "Lexer", code: str) -> Iterator[Toned]:
    """Go through the code in portions, each of which begins where no string or comment is open."""
    deadline = thread_time() + BUDGET
    at: int | None = 0
    while at is not None and at < len(code):
        gap = _GAP.search(code, at, at + PORTION)
        portion = code[at : at + PORTION if gap is None else gap.start()]
        pieces = list(_until(deadline, lexer, portion))
        following = None if gap is None else gap.end()
        length = len(portion)
        if gap is None and at + PORTION < len(code):
            resting_place = _resting_place(portion, pieces)
            length = resting_place or length
            following = None if resting_place is None else at + resting_place
        yield from _toned(pieces, at, length)
        at = following


def _toned(pieces: Sequence[_Lexeme], at: int, length: int) -> Iterator[Toned]:
    """The pieces that have a tone, of those that begin within a length; the portion begins ``at``."""
    for start, token, text in pieces:
        tone = _tone(token)
        if start < length and tone is not None and text.strip():
            yield Toned(at + start, at + start + len(text), tone)


def _until(deadline: float, lexer: "Lexer", portion: str) -> Iterator[_Lexeme]:
    for start, token, text in lexer.get_tokens_unprocessed(portion):
        if thread_time() > deadline:
            return
        yield _Lexeme(start, str(token), text)


def _resting_place(portion: str, pieces: Sequence[_Lexeme]) -> int | None:
    """The last line that begins outside strings and comments, rather one that is not set in.

    The next portion begins there, as if all that was open before had ended. There is none where a string or
    comment goes on to the end; what follows then stays plain, since nothing would say where it ends.
    """
    inner = outer = None
    for before, piece in pairwise(pieces):
        line = portion.rfind("\n", 0, piece.start) + 1
        if not line or portion[line : piece.start].strip() or (_is_long(before) and _is_long(piece)):
            continue
        inner = line
        if line == piece.start and not piece.text.startswith((" ", "\t", "}", ")", "]")):
            outer = line
    return inner if outer is None or outer < PORTION // 2 else outer


def _is_long(piece: _Lexeme) -> bool:
    """Whether it belongs to what may go over several lines."""
    is_line = piece.token.startswith("Token.Comment.Single")
    return piece.token.startswith(("Token.Literal.String", "Token.Comment")) and not is_line


_TONES = (
    ("Token.Comment", CodePart.COMMENT),
    ("Token.Keyword", CodePart.KEYWORD),
    ("Token.Operator.Word", CodePart.KEYWORD),
    ("Token.Name.Tag", CodePart.KEYWORD),
    ("Token.Literal.String", CodePart.STRING),
    ("Token.Literal.Number", CodePart.NUMBER),
    ("Token.Generic.Inserted", CodePart.STRING),
    ("Token.Generic.Deleted", CodePart.NAME),
    ("Token.Generic.Heading", CodePart.KEYWORD),
    ("Token.Name.Function", CodePart.NAME),
    ("Token.Name.Class", CodePart.NAME),
    ("Token.Name.Decorator", CodePart.NAME),
    ("Token.Name.Attribute", CodePart.NUMBER),
    ("Token.Name.Builtin", CodePart.NUMBER),
)


def _tone(token: str) -> CodePart | None:
    return next((tone for name, tone in _TONES if token.startswith(name)), None)
