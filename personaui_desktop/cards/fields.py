"""Fields of a card's JSON as they are meant, whatever kind of value the wild has put there."""

from typing import Any

from personaui_desktop.cards.card import Json, Mended, Repair

_MILLISECONDS = range(100_000_000_000, 1_000_000_000_000_000)
"""Seconds as high would be of the year 5138; what is higher still is no time at all."""


class Fields:
    """Reads fields of one object, and notes what was mended.

    Args:
        source: the object.

    Attributes:
        repairs: what was mended so far, each once.
        mended: the right values of those fields that had others.
    """

    def __init__(self, source: Json) -> None:
        self._source = source
        self.repairs: list[Repair] = []
        self.mended: Json = {}

    def text(self, name: str) -> str:
        """A text; nothing is empty, a number is its digits, a list its lines."""
        value = self._source.get(name, "")
        if isinstance(value, str):
            return value
        if value is None:
            kind, meant = Mended.NOTHING_FOR_TEXT, ""
        elif isinstance(value, int | float):
            kind, meant = Mended.NUMBER_FOR_TEXT, str(value)
        elif isinstance(value, list):
            kind, meant = Mended.LIST_FOR_TEXT, "\n".join(_texts_in(value))
        else:
            kind, meant = Mended.UNUSABLE, ""
        self._mend(kind, name, meant)
        return meant

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, empty ones too; one text is a list of one."""
        value = self._source.get(name, [])
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        if value is None or value == {}:
            kind, meant = Mended.NOTHING_FOR_LIST, []
        elif isinstance(value, str):
            kind, meant = Mended.TEXT_FOR_LIST, [value] if value else []
        elif isinstance(value, list):
            kind, meant = Mended.NUMBER_FOR_TEXT, _texts_in(value)
        else:
            kind, meant = Mended.UNUSABLE, []
        self._mend(kind, name, meant)
        return tuple(meant)

    def time(self, name: str) -> None:
        """A time in seconds; digits in a text count, and milliseconds are seconds."""
        value = self._source.get(name)
        if isinstance(value, str):
            number = _number(value)
            if number is None:
                return
            self._mend(Mended.TEXT_FOR_NUMBER, name, number)
            value = number
        if isinstance(value, int | float) and _MILLISECONDS.start <= value < _MILLISECONDS.stop:
            self._mend(Mended.MILLISECONDS, name, int(value // 1000))

    def _mend(self, kind: Mended, name: str, meant: Any) -> None:
        self.repairs.append(Repair(kind, name))
        self.mended[name] = meant


def _texts_in(values: list[Any]) -> list[str]:
    """The texts and numbers of a list; what is neither has no place."""
    return [str(value) for value in values if isinstance(value, str | int | float)]


def _number(text: str) -> int | None:
    """A whole number in a text of usual length."""
    stripped = text.strip()
    return int(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) < 20 else None
