"""Says what the pieces of code are, with Pygments, which is loaded when the first code is seen."""

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST = 200_000
"""Longer code stays plain, characters."""


class Tone(Enum):
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
    tone: Tone


def tones_of(code: str, language: str) -> list[Toned]:
    """The pieces of code that have a tone, in order; none where the language is unknown."""
    lexer = _lexer(language) if len(code) <= LONGEST else None
    return [] if lexer is None else list(_tones(lexer, code))


def _lexer(language: str) -> "Lexer | None":
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language) if language else None
    except ClassNotFound:
        return None


def _tones(lexer: "Lexer", code: str) -> Iterator[Toned]:
    for start, token, text in lexer.get_tokens_unprocessed(code):
        tone = _tone(str(token))
        if tone is not None and text.strip():
            yield Toned(start, start + len(text), tone)


_TONES = (
    ("Token.Comment", Tone.COMMENT),
    ("Token.Keyword", Tone.KEYWORD),
    ("Token.Operator.Word", Tone.KEYWORD),
    ("Token.Name.Tag", Tone.KEYWORD),
    ("Token.Literal.String", Tone.STRING),
    ("Token.Literal.Number", Tone.NUMBER),
    ("Token.Generic.Inserted", Tone.STRING),
    ("Token.Generic.Deleted", Tone.NAME),
    ("Token.Generic.Heading", Tone.KEYWORD),
    ("Token.Name.Function", Tone.NAME),
    ("Token.Name.Class", Tone.NAME),
    ("Token.Name.Decorator", Tone.NAME),
    ("Token.Name.Attribute", Tone.NUMBER),
    ("Token.Name.Builtin", Tone.NUMBER),
)


def _tone(token: str) -> Tone | None:
    return next((tone for name, tone in _TONES if token.startswith(name)), None)
