"""Macros in a persona's texts, such as ``{{char}}`` and ``{{time}}``. Unknown ones stay as they are."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from random import Random, SystemRandom
from typing import NamedTuple
from zlib import crc32

from personaui_desktop.personas.macro_syntax import MacroCall, MacroText, read_macros
from personaui_desktop.records.people import DEFAULT_USER_NAME
from personaui_desktop.records.personas import PARTS, Profile

WITH_MACROS = (
    "description",
    "greeting",
    "personality",
    "scenario",
    "examples",
    "instruction",
    "last_instruction",
    *PARTS,
)
"""The texts of a profile in which macros stand for something."""
MOST_DICE = 100
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_OLD_NAMES = re.compile(r"<(bot|user)>", re.IGNORECASE)
_DICE = re.compile(r"\s*(?:(\d{0,4}) *d *)?(\d{1,7}) *([+-] *\d{1,7})?\s*", re.IGNORECASE | re.ASCII)
"""``6``, ``d6``, ``2d6+1``: how many, of how many sides, and what is added."""
_NOTES = ("comment", "hidden_key")
_TRIM = "\0"
"""Stands for ``{{trim}}`` until all is put together; no text of a persona holds it."""


class MacroScene(NamedTuple):
    """What macros stand for.

    Attributes:
        char: what the persona is called.
        user: what the person is called.
        now: with the person's time zone.
        last_message: what was said last.
        since: when the person said something last; ``None`` where they have not.
        place: of a conversation, which ``{{pick}}`` chooses by, the same each time.
        throw: what ``{{random}}`` and ``{{roll}}`` choose by; by chance where empty.
    """

    char: str
    user: str = DEFAULT_USER_NAME
    now: datetime | None = None
    last_message: str = ""
    since: datetime | None = None
    place: str = ""
    throw: str = ""


def replace_macros(text: str, scene: MacroScene) -> str:
    """The text as it is shown and sent. What a name or a message contains is not looked at again."""
    if "{{" not in text and "<" not in text:
        return text
    return _trimmed(_Replacing(scene).all_of(read_macros(text.replace(_TRIM, ""))))


def expand_profile(profile: Profile, scene: MacroScene | None = None) -> Profile:
    """The profile as people and the model meet it: by what it is called, with the macros replaced.

    ``scene`` says all but who the persona is.
    """
    name = profile.called
    here = (scene or MacroScene(name))._replace(char=name)
    texts = {field: replace_macros(getattr(profile, field), here) for field in WITH_MACROS}
    return profile.with_texts({"name": name, **texts})


class _Replacing:
    """Replaces the macros of one text."""

    def __init__(self, scene: MacroScene) -> None:
        self._scene = scene
        self._picks = 0
        self._chance: Random = Random(scene.throw) if scene.throw else SystemRandom()  # noqa: S311 - words
        now = scene.now or datetime.now(UTC).astimezone()
        self._values = {
            "char": scene.char,
            "user": scene.user,
            "time": f"{now:%H:%M}",
            "isotime": f"{now:%H:%M}",
            "date": f"{now.day} {_MONTHS[now.month - 1]} {now.year}",
            "isodate": f"{now:%Y-%m-%d}",
            "weekday": _DAYS[now.weekday()],
            "idle_duration": _in_words(now - scene.since if scene.since else timedelta()),
            "lastmessage": scene.last_message,
            "newline": "\n",
            "trim": _TRIM,
        }
        self._calls: dict[str, Callable[[MacroCall], str | None]] = {
            "random": self._random,
            "pick": self._pick,
            "roll": self._roll,
            "reverse": self._reverse,
        }

    def all_of(self, pieces: MacroText) -> str:
        """The pieces, put together."""
        return "".join(self._named(piece) if isinstance(piece, str) else self._of(piece) for piece in pieces)

    def _named(self, text: str) -> str:
        names = {"bot": self._scene.char, "user": self._scene.user}
        return _OLD_NAMES.sub(lambda match: names[match[1].lower()], text)

    def _of(self, call: MacroCall) -> str:
        name = call.name
        if name == "//" or (name in _NOTES and call.has_arguments):
            return ""
        found: str | None = None
        if name in self._values and not call.has_arguments:
            found = self._values[name]
        elif name in self._calls and call.has_arguments:
            found = self._calls[name](call)
        return f"{{{{{self.all_of(call.inner)}}}}}" if found is None else found

    def _random(self, call: MacroCall) -> str:
        return self._chance.choice(self._choices(call))

    def _pick(self, call: MacroCall) -> str:
        self._picks += 1
        choices = self._choices(call)
        return choices[crc32(f"{self._scene.place}\n{self._picks}\n{choices}".encode()) % len(choices)]

    def _choices(self, call: MacroCall) -> list[str]:
        return [self.all_of(each).strip() for each in call.arguments()]

    def _roll(self, call: MacroCall) -> str | None:
        dice = _DICE.fullmatch(self.all_of(call.whole()))
        if dice is None or not int(dice[2]):
            return None
        count, sides = min(int(dice[1] or 1), MOST_DICE), int(dice[2])
        more = int(dice[3].replace(" ", "")) if dice[3] else 0
        return str(sum(self._chance.randint(1, sides) for _ in range(count)) + more)

    def _reverse(self, call: MacroCall) -> str:
        return self.all_of(call.whole()).strip()[::-1]


def _trimmed(text: str) -> str:
    """Without the line breaks around each ``{{trim}}``."""
    first, *others = text.split(_TRIM)
    for other in others:
        first = first.rstrip("\n") + other.lstrip("\n")
    return first


def _in_words(pause: timedelta) -> str:
    """How long somebody has said nothing, as people say it."""
    minutes = max(0, int(pause.total_seconds() // 60))
    for size, word in _UNITS:
        if minutes >= size:
            number = minutes // size
            return f"{number} {word}s" if number > 1 else f"{_ARTICLE.get(word, 'a')} {word}"
    return "just now"


_UNITS: Iterable[tuple[int, str]] = (
    (365 * 24 * 60, "year"), (30 * 24 * 60, "month"), (24 * 60, "day"), (60, "hour"), (1, "minute")
)  # fmt: skip
_ARTICLE = {"hour": "an"}
