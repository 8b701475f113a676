"""Names found by a few letters: beginnings of words, parts, letters left out, and one letter wrong."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import islice
from typing import NamedTuple

from personaui_desktop.folding import fold, folded_places

LONGEST = 60
"""So many characters of what was typed count."""
LEFT_OUT = 2
"""So many letters in a row may be left out."""
FEWEST_LOOSE, FEWEST_WRONG, MOST_WRONG = 2, 4, 20
"""With so many letters some may be left out; from and up to so many one may be wrong."""
MOST_TRIED, LONGEST_LOOSE = 1_000, 100
"""So many names, and so much of each, are looked at letter by letter: all of it stays within a frame."""
_BITS = 61
_BETWEEN = re.compile("[\\s!-/:-@\\[-`{-~\u00a1-\u00bf\u2010-\u2027\u2030-\u205e\u3000-\u303f]")
"""Words begin behind these; in their places stands a space, so that all others keep theirs."""


class Fit(IntEnum):
    """How a name fits what was typed, the best first."""

    BEGINNING = 0
    """It begins with all of it."""
    WORDS = 1
    """Each word that was typed begins one of its own."""
    PARTS = 2
    """Each word is somewhere in it."""
    LETTERS = 3
    """All letters are in it, in their order, close together or where words begin."""
    NEARLY = 4
    """So are all letters but one."""


class FoundName(NamedTuple):
    """A name that fits: how, and which of the names it is. Those that fit better are less."""

    fit: Fit
    at: int


class Names:
    """Names, made ready once, of which those that fit are found at every key.

    Args:
        names: those that come first are preferred.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [f" {_plain(name)}" for name in names]
        self._letters = list(map(_letters_of, self._names))

    def find(self, typed: str, most: int) -> list[FoundName]:
        """So many of the names that fit, the best first; all fit where nothing was typed."""
        words = _words(typed)
        found = self._with_parts(words, most)
        letters = sum(map(len, words))
        if len(found) < most and letters >= FEWEST_LOOSE:
            known = {each.at for each in found}
            loose = self._matching(_in_order(words), self._with_letters(words, 0), known)
            found += [FoundName(Fit.LETTERS, at) for at in islice(loose, most - len(found))]
        if not found and FEWEST_WRONG <= letters <= MOST_WRONG:
            nearly = self._matching(_but_one(words), self._with_letters(words, 1), set())
            found = [FoundName(Fit.NEARLY, at) for at in islice(nearly, most)]
        return found

    def _with_parts(self, words: list[str], most: int) -> list[FoundName]:
        beginning, starts = f" {' '.join(words)}".rstrip(), [f" {word}" for word in words]
        by_fit: tuple[list[int], ...] = ([], [], [])
        for at in self._holding(words):
            name = self._names[at]
            if name.startswith(beginning):
                fit = Fit.BEGINNING
            else:
                fit = Fit.WORDS if all(start in name for start in starts) else Fit.PARTS
            by_fit[fit].append(at)
            if len(by_fit[Fit.BEGINNING]) == most:
                break
        return [FoundName(Fit(fit), at) for fit, found in enumerate(by_fit) for at in found][:most]

    def _holding(self, words: list[str]) -> Sequence[int]:
        found: Sequence[int] = range(len(self._names))
        for word in words:
            found = [at for at in found if word in self._names[at]]
        return found

    def _with_letters(self, words: list[str], missing: int) -> list[int]:
        """The first names that have all these letters, or all but so many, in whatever order."""
        wanted = _letters_of("".join(words))
        if not missing:
            return [at for at, letters in enumerate(self._letters) if not wanted & ~letters][:MOST_TRIED]
        found = (at for at, each in enumerate(self._letters) if (wanted & ~each).bit_count() <= missing)
        return list(islice(found, MOST_TRIED))

    def _matching(self, pattern: re.Pattern[str], among: list[int], known: set[int]) -> Iterator[int]:
        search = pattern.search
        return (at for at in among if at not in known and search(self._names[at], 0, LONGEST_LOOSE))


def _letters_of(text: str) -> int:
    """Which letters a text has, as the bits of a number; letters may share one."""
    letters = 0
    for letter in set(text):
        letters |= 1 << (ord(letter) % _BITS)
    return letters


def marks(typed: str, name: str) -> list[tuple[int, int]]:
    """First and last position of what of a name was typed; nothing where one letter is wrong."""
    words, plain = _words(typed), f" {_plain(name)}"
    if all(word in plain for word in words):
        found = [span for word in words for span in _places(word, plain)]
    else:
        match = _in_order(words).search(plain, 0, LONGEST_LOOSE)
        groups = () if match is None else (match.span(at) for at in range(1, len(match.groups()) + 1))
        found = [span for span in groups if span[0] >= 0]
    places = folded_places(name)
    # The space before the first word is none of the name's own.
    inside = [(places[start - 1], places[end - 2] + 1) for start, end in sorted(found)]
    return _joined(inside)


def _places(word: str, plain: str) -> Iterator[tuple[int, int]]:
    """Where a word begins others, else where it is first."""
    at = plain.find(f" {word}") + 1
    if at == 0:
        at = plain.find(word)
    yield at, at + len(word)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", fold(text))


def _words(typed: str) -> list[str]:
    return _plain(typed[:LONGEST]).split()


def _in_order(words: list[str]) -> re.Pattern[str]:
    """Finds the letters of these words, each at the next of its places: none is tried twice."""
    letters = "".join(words)
    steps = "".join(map(_step, letters[1:]))
    return re.compile(rf"(?<= )({re.escape(letters[0])}){steps}")


def _but_one(words: list[str]) -> re.Pattern[str]:
    """Finds all letters of these words but one, which is not the first."""
    letters = "".join(words)
    rest, with_wrong = "", ""
    for step in map(_step, reversed(letters[1:])):
        with_wrong = f"(?:{step}{with_wrong}|{rest})"
        rest = step + rest
    return re.compile(rf"(?<= )({re.escape(letters[0])}){with_wrong}")


def _step(letter: str) -> str:
    """The next place of a letter: a few letters on, else where a word begins."""
    one = re.escape(letter)
    return rf"(?>[^{one}]{{0,{LEFT_OUT}}}+({one})|.*? ({one}))"
