"""Sentences for people as values: the English source, what fills its places, and which room says it.

A room without Qt makes them; `translation.translated` says them in the person's language.
"""

from collections.abc import Callable
from typing import NamedTuple

FORMS = "|"
"""Stands between the English for one and the English for any other number."""


class Phrase(NamedTuple):
    """One sentence or label, not yet in anybody's language. ``str`` makes plain English of it, for logs.

    The call takes two literals, ``Phrase("Room", "The file {name} is empty.")``, for that is what Qt's tools
    can collect; places and numbers are given afterwards.

    Attributes:
        context: the room that says it, by which translators find it.
        source: the English, with ``{places}``. What changes with a number has two forms around a ``|``.
        places: what stands in them: text, a whole number, or another phrase.
        number: chooses the form, and stands at ``{n}``.
    """

    context: str
    source: str
    places: tuple[tuple[str, object], ...] = ()
    number: int | None = None

    def filled(self, **places: object) -> "Phrase":
        """The same with these places filled."""
        return self._replace(places=(*self.places, *places.items()))

    def of(self, number: int) -> "Phrase":
        """The same in the form for a number, which stands at ``{n}``."""
        return self._replace(number=number)

    def __str__(self) -> str:
        """Plain English."""
        return self.said_as(self.source, str)

    def said_as(self, text: str, said: Callable[["Phrase"], str]) -> str:
        """A translation of the source with its places filled.

        Args:
            text: the translation; where there is none, the source with its two English forms.
            said: translates what stands in a place, where that is a phrase itself.
        """
        if self.number is not None:
            one, _, other = text.partition(FORMS)
            text = one if self.number == 1 or not other else other
        if not self.places and self.number is None:
            return text
        filled = {name: _shown(value, said) for name, value in self.places}
        return text.format(n=_shown(self.number, said), **filled)


def _shown(value: object, said: Callable[[Phrase], str]) -> str:
    if isinstance(value, Phrase):
        return said(value)
    return f"{value:,}" if type(value) is int else str(value)
