"""What the database layer accepts: ids, counts and texts, checked before a file is touched."""

import re

from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase

LARGEST_INTEGER = 2**63 - 1
_PERSONA_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

_NOUNS = {
    "background": Phrase("Nouns", "background"),
    "day": Phrase("Nouns", "day"),
    "description": Phrase("Nouns", "description"),
    "draft": Phrase("Nouns", "draft"),
    "examples": Phrase("Nouns", "examples"),
    "expression": Phrase("Nouns", "expression"),
    "greeting": Phrase("Nouns", "greeting"),
    "hash": Phrase("Nouns", "checksum"),
    "instruction": Phrase("Nouns", "instruction"),
    "kind": Phrase("Nouns", "kind"),
    "knowledge": Phrase("Nouns", "knowledge"),
    "last_instruction": Phrase("Nouns", "last instruction"),
    "limit": Phrase("Nouns", "limit"),
    "memory": Phrase("Nouns", "memory"),
    "message": Phrase("Nouns", "message"),
    "name": Phrase("Nouns", "name"),
    "nickname": Phrase("Nouns", "nickname"),
    "note": Phrase("Nouns", "note"),
    "notes": Phrase("Nouns", "notes"),
    "number": Phrase("Nouns", "number"),
    "offset": Phrase("Nouns", "offset"),
    "page": Phrase("Nouns", "page size"),
    "personality": Phrase("Nouns", "personality"),
    "proposal": Phrase("Nouns", "suggestion"),
    "purpose": Phrase("Nouns", "purpose"),
    "run": Phrase("Nouns", "run"),
    "scenario": Phrase("Nouns", "scenario"),
    "session": Phrase("Nouns", "conversation"),
    "situations": Phrase("Nouns", "situations"),
    "size": Phrase("Nouns", "size"),
    "tag": Phrase("Nouns", "tag"),
    "time": Phrase("Nouns", "time"),
    "title": Phrase("Nouns", "title"),
    "traits": Phrase("Nouns", "traits"),
    "version": Phrase("Nouns", "version"),
}
"""What may be checked, by the name that callers give it."""


def check_persona_id(persona_id: object) -> str:
    """A persona's id, which becomes part of a file name: 1 to 64 of ``A-Z a-z 0-9 _ -``."""
    if isinstance(persona_id, str) and _PERSONA_ID.fullmatch(persona_id):
        return persona_id
    raise InvalidInput(
        Phrase("Files", "{shown} is not a persona's id.").filled(shown=_shown(persona_id)),
        Phrase("Files", "An id has 1 to 64 letters from A to Z, digits, hyphens or underscores."),
    )


def check_id(value: object, what: str) -> int:
    """The id of a row: an ``int`` that SQLite can hold. Whether there is such a row is another question."""
    if type(value) is int and -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
        return value
    raise InvalidInput(
        Phrase("Files", "{shown} is not the id of a {what}.").filled(shown=_shown(value), what=_noun(what)),
        Phrase("Files", "An id is a whole number."),
    )


def check_count(value: object, what: str) -> int:
    """A limit or an offset: not negative; more than SQLite can hold counts as the largest number."""
    if type(value) is int and value >= 0:
        return min(value, LARGEST_INTEGER)
    raise InvalidInput(
        Phrase("Files", "{shown} is not a usable {what}.").filled(shown=_shown(value), what=_noun(what)),
        Phrase("Files", "It must be a whole number, 0 or more."),
    )


def check_text(value: object, what: str) -> str:
    """A text that can be stored as UTF-8 and read back equal."""
    if not isinstance(value, str):
        raise InvalidInput(
            Phrase("Files", "The {what} is not text.").filled(what=_noun(what)),
            Phrase("Files", "It must be a string."),
        )
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(
            Phrase("Files", "The {what} has a broken character at position {position}.").filled(
                what=_noun(what), position=error.start + 1
            ),
            Phrase("Files", "Remove it and try again."),
        ) from error
    return value


def _noun(what: str) -> Phrase | str:
    return _NOUNS.get(what, what)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"
