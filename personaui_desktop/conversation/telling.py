"""What an answer tells of some messages: the words that both have, but for those that any answer may have."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from personaui_desktop import paths

STEM_LETTERS = 6
"""Words that begin alike count as one: most languages change the end of a word."""
HANGUL_STEM = 2
FEWEST_LETTERS = 3

_WORD = re.compile(r"\d+|[^\W\d_]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々ー]+")
_HIRAGANA = re.compile("[\u3040-\u309f]+")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_AROUND = re.compile("^[وفبلك]?(?:ال|لل)?|(?:ها|هم|ه|ي|ا|ً)+$")  # noqa: RUF001 - Arabic


class Tells(NamedTuple):
    """How much an answer says: of the messages, and of the task of remembering them."""

    of_messages: int
    of_task: int


def tells(answer: str, said: str) -> Tells:
    """What an answer tells of what was said.

    Args:
        answer: what the model wrote.
        said: the messages that it was to remember.
    """
    own = _units(answer) - _listed("small")
    of_task = own & _listed("task")
    return Tells(len((own - of_task) & _units(said)), len(of_task))


@cache
def _listed(name: str) -> frozenset[str]:
    """Words that tell nothing by themselves, of all languages that are known here."""
    text = (paths.resources_dir() / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(_units(text))


def _units(text: str) -> set[str]:
    """Stems of words; of scripts without spaces, pairs of neighbouring characters."""
    units: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        for run in _UNSPACED.findall(word):
            units.update(_pairs(run))
        units.update(_stem(part) for part in _UNSPACED.split(word) if _is_long_enough(part))
    return units


def _pairs(run: str) -> Iterator[str]:
    pairs = (run[at : at + 2] for at in range(len(run) - 1))
    # Hiragana alone is grammar.
    return (pair for pair in pairs if not _HIRAGANA.fullmatch(pair))


def _is_long_enough(word: str) -> bool:
    fewest = HANGUL_STEM if _HANGUL.match(word) or word.isdigit() else FEWEST_LETTERS
    return len(word) >= fewest


def _stem(word: str) -> str:
    if word.isdigit():
        return word
    if _HANGUL.match(word):
        return word[:HANGUL_STEM]
    if _ARABIC.match(word) and len(bare := _ARABIC_AROUND.sub("", word)) >= FEWEST_LETTERS:
        return bare[: STEM_LETTERS - 1]
    return word[:STEM_LETTERS]
