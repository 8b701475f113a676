"""The words of a text, as they are indexed and as they are looked up: alike on both sides, in any script."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

SHORTEST, LONGEST = 2, 40
"""Fewer characters tell nothing; more are no word."""
LEAST_BEGINNING, LEFT_OFF = 4, 2
"""The beginning of a word is all of it but the last letters, yet never fewer than so many."""

_DROPPED = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f]"
)
"""Accents, the points of Hebrew and Arabic, and what joins or parts letters without being one."""
_PAIRED = (
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff"
)
"""Han, kana and Hangul, where two characters are about a word."""
_IN_THREES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer: letters, but no spaces between words."""
_UNSPACED = re.compile(f"[{_PAIRED}{_IN_THREES}]")
_RUNS = re.compile(f"([{_PAIRED}]+)|([{_IN_THREES}]+)|[^{_PAIRED}{_IN_THREES}]+")
_DOTLESS = str.maketrans("\u0131", "i")


class SoughtWord(NamedTuple):
    """A word to be looked up: itself, what other words may begin with to be meant too, and as it was written.

    ``beginning`` is empty where only the word itself is meant.
    """

    word: str
    beginning: str
    written: str


def index_words(text: str) -> set[str]:
    """The words by which a text is found.

    Scripts without spaces are cut into overlapping pieces of two or three characters; with the shorter ones
    at the end of each run, so that every character begins a piece.
    """
    found = set[str]()
    for run, size in _runs(fold(text)):
        if size:
            found.update(run[at : at + size] for at in range(len(run)))
        elif SHORTEST <= len(run) <= LONGEST:
            found.add(run)
    return found


def sought_words(text: str) -> list[SoughtWord]:
    """The words of a text by which others are looked up, each once, in order."""
    written = {fold(each): each for each in reversed(_word().findall(text))}
    found: dict[str, SoughtWord] = {}
    for run, size in _runs(fold(text)):
        for word, start in _pieces(run, size):
            found.setdefault(word, SoughtWord(word, start, written.get(word, word)))
    return list(found.values())


def fold(text: str) -> str:
    """The text without what one may write this way or that: case, accents, ß or ss, wide letters."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    apart = unicodedata.normalize("NFKD", folded.translate(_DOTLESS))
    return unicodedata.normalize("NFC", _DROPPED.sub("", apart))


def _pieces(run: str, size: int) -> list[tuple[str, str]]:
    """What a run is looked up by: words, or the beginnings of those that are meant too."""
    if not size:
        if not SHORTEST <= len(run) <= LONGEST:
            return []
        long_enough = len(run) >= LEAST_BEGINNING
        return [(run, run[: max(LEAST_BEGINNING, len(run) - LEFT_OFF)] if long_enough else "")]
    if len(run) < size:
        return [(run, run)]
    return [(run[at : at + size], "") for at in range(len(run) - size + 1)]


def _runs(folded: str) -> list[tuple[str, int]]:
    """The words of a folded text, each with the size of the pieces that it is to be cut into, or 0."""
    words = _word().findall(folded)
    if _UNSPACED.search(folded) is None:
        return [(word, 0) for word in words]
    return [
        (run.group(), 2 if run.group(1) else 3 if run.group(2) else 0)
        for word in words
        for run in _RUNS.finditer(word)
    ]


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    """Letters and digits with the marks on them: a vowel sign of Hindi cuts no word in two."""
    marks = "".join(chr(each) for each in range(0x300, 0x1E00) if unicodedata.category(chr(each))[0] == "M")
    return re.compile(rf"(?:[^\W_]|[{marks}\u00ad\u200c\u200d])+")
