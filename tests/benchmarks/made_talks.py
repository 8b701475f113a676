"""Talks that are made up: memories of them, and questions whose evidence is known; in two made-up languages.

Both inflect as their models do, English and German. Of each thing there are two words that mean the same. A
memory tells two things of several, each in one of its words; the talk that it was made of says all of them in
both, and much else in passing.
"""

import random
from collections.abc import Iterator
from typing import NamedTuple

_ENDINGS = {"english": ("", "s", "ed", "ing"), "german": ("", "e", "en", "er", "ern")}
_SMALL_WORDS = {
    "english": "the a of and to in is that it was for on with as you he at but this had not are have from",
    "german": "der die das und zu in ist es war auf mit als du er aber nicht sind haben von den ein wir",
}
_BEGINS = [*"bdfghklmnprstwz", "br", "dr", "fl", "gr", "kl", "sch"]
_MIDDLES = ("a", "e", "i", "o", "u", "au", "ei", "oo", "ie")
_ENDS = ("b", "ck", "d", "ft", "g", "ll", "m", "nd", "n", "p", "rt", "sk", "t", "tz", "x")
THINGS_A_TALK, MESSAGES_A_TALK, IN_PASSING = 4, 24, 120


class Talk(NamedTuple):
    """What was said, the memory of it, and what may be asked later, by what the question needs."""

    messages: tuple[str, ...]
    memory: str
    questions: dict[str, str]


class Language:
    """A language of its own, with so many things to talk about.

    Args:
        model: after which it inflects.
        rng: chance.
        things: how many there are.
    """

    def __init__(self, model: str, rng: random.Random, things: int) -> None:
        self._rng = rng
        self._endings, self._small = _ENDINGS[model], _SMALL_WORDS[model].split()
        self._things = [(self._stem(), self._stem()) for _ in range(things)]
        self._usual = [self._stem() for _ in range(300)]

    def talks(self, number: int) -> Iterator[Talk]:
        """Made-up talks; no two are about the same things together."""
        for _ in range(number):
            told, *others = self._rng.sample(self._things, THINGS_A_TALK)
            said = [told, *others]
            messages = [self._say(self._of(self._rng.choice(said))) for _ in range(MESSAGES_A_TALK)]
            messages += [self._say(self._of(self._rng.choice(self._things))) for _ in range(IN_PASSING)]
            messages += [self._say(self._of(each, word)) for each in said for word in (0, 1)]
            self._rng.shuffle(messages)
            questions = {
                "the memory's word, inflected": self._say(self._of(told, 0), self._of(others[0], 0)),
                "another word for it": self._say(self._of(told, 1), self._of(others[0], 1)),
                "what the memory leaves out": self._say(self._of(others[1]), self._of(others[2])),
            }
            yield Talk(tuple(messages), self._say(self._of(told, 0), self._of(others[0], 0)), questions)

    def small_talk(self) -> str:
        """What is about nothing that was ever remembered."""
        return self._say()

    def _say(self, *telling: str) -> str:
        words = [*self._rng.choices(self._small, k=9), *self._rng.choices(self._usual, k=3), *telling]
        self._rng.shuffle(words)
        return " ".join(words).capitalize() + "."

    def _of(self, thing: tuple[str, str], word: int | None = None) -> str:
        stem = self._rng.choice(thing) if word is None else thing[word]
        return stem + self._rng.choice(self._endings)

    def _stem(self) -> str:
        syllables = (self._rng.choice(_BEGINS) + self._rng.choice(_MIDDLES) for _ in range(2))
        return "".join(syllables) + self._rng.choice(_ENDS)
