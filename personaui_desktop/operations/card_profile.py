"""What a character card makes a persona be, and what of the card changes when the persona has changed."""

import re
from contextlib import suppress
from typing import NamedTuple

from personaui_desktop.cards.card import Card, Json, Mended, Repair
from personaui_desktop.cards.limits import GREETINGS
from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.avatar_pictures import avatar_from
from personaui_desktop.personas.profile import (
    DESCRIPTION_CHARACTERS,
    GREETING_CHARACTERS,
    NAME_CHARACTERS,
    validate_profile,
)
from personaui_desktop.records.cards import MadeProfile, hash_of
from personaui_desktop.records.personas import Profile
from personaui_desktop.text import beginning, clean_text

_ORIGINAL = re.compile(r"\{\{\s*original\s*\}\}", re.IGNORECASE)
"""Stands for other programs' own instruction, and there is none here."""
_PARTS = {
    "card_personality": "personality",
    "card_scenario": "scenario",
    "card_examples": "mes_example",
    "card_instruction": "system_prompt",
    "card_last_instruction": "post_history_instructions",
}
"""What a persona's description says after the card's own, by its prompt, and from which field."""
_NAMELESS = "?"
_ABOVE_FACES = 0.12


class MadePersona(NamedTuple):
    """A card as a persona: its profile, further greetings, and what did not fit."""

    profile: Profile
    greetings: tuple[str, ...]
    repairs: tuple[Repair, ...]


def persona_from(card: Card) -> MadePersona:
    """The persona that a card makes."""
    repairs: list[Repair] = []
    greetings = [text for each in card.greetings if (text := _plain(each))]
    first, *others = [_fitting(each, GREETING_CHARACTERS, repairs) for each in greetings[:GREETINGS]] or [""]
    if len(greetings) > GREETINGS:
        repairs.append(Repair(Mended.FEWER_GREETINGS))
    description = _fitting(_told(card), DESCRIPTION_CHARACTERS, repairs)
    profile = Profile(_name(card.called, repairs), description, first, _avatar(card.portrait, repairs))
    return MadePersona(profile, tuple(others), tuple(dict.fromkeys(repairs)))


def changes_since(made: MadeProfile, now: Profile, data: Json) -> Json:
    """Which fields of a card are to say something else, for the persona was changed since it came.

    What the model is told is one text here, so a changed one takes the place of all its parts.
    """
    changes: Json = {}
    if now.name != made.name:
        changes["nickname" if data.get("nickname") else "name"] = now.name
    if not _same(now.description, made.description):
        changes["description"] = now.description
        changes |= {field: "" for field in _PARTS.values() if data.get(field)}
    if not _same(now.greeting, made.greeting):
        changes["first_mes"] = now.greeting
    return changes


def has_other_avatar(made: MadeProfile, now: Profile) -> bool:
    """Whether the persona has another picture than it came with."""
    return hash_of(now.avatar) != made.avatar_hash


def _told(card: Card) -> str:
    """What the model is told of the character, in one text."""
    texts = (card.personality, card.scenario, card.examples, card.instruction, card.last_instruction)
    parts = [_plain(card.description)]
    for name, text in zip(_PARTS, texts, strict=True):
        plain = _plain(_ORIGINAL.sub("", text))
        if plain:
            parts.append(prompt(name, text=plain))
    return "\n\n".join(filter(None, parts))


def _plain(text: str) -> str:
    """With one kind of line break and whole characters."""
    return clean_text(text).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _fitting(text: str, characters: int, repairs: list[Repair]) -> str:
    if len(text) > characters:
        repairs.append(Repair(Mended.SHORTENED))
    return beginning(text, characters)


def _name(called: str, repairs: list[Repair]) -> str:
    name = beginning(_plain(called), NAME_CHARACTERS)
    if len(_plain(called)) > NAME_CHARACTERS:
        repairs.append(Repair(Mended.NAME_CUT))
    with suppress(InvalidInput):
        return validate_profile(Profile(name)).name
    return _NAMELESS


def _avatar(portrait: bytes | None, repairs: list[Repair]) -> bytes | None:
    if portrait is None:
        return None
    with suppress(InvalidInput):
        return avatar_from(portrait, _ABOVE_FACES)
    repairs.append(Repair(Mended.PICTURE_UNREADABLE))
    return None


def _same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but blanks, which a text field may have exchanged."""
    return one.split() == other.split()
