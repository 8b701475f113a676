"""What a character card makes a persona be, and what of the card changes when the persona has changed."""

from contextlib import suppress
from typing import Any, NamedTuple

from personaui_desktop.cards.card import Card, Json, Mended, Repair
from personaui_desktop.cards.limits import GREETINGS
from personaui_desktop.cards.reading import OWN_KEY
from personaui_desktop.cards.shapes import shape_of
from personaui_desktop.conversation.persona_pieces import parts_of
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.avatar_pictures import avatar_from
from personaui_desktop.personas.profile import (
    DESCRIPTION_CHARACTERS,
    GREETING_CHARACTERS,
    NAME_CHARACTERS,
    validate_character,
    validate_profile,
)
from personaui_desktop.records.cards import MadeProfile, hash_of
from personaui_desktop.records.personas import PARTS, Character, Profile
from personaui_desktop.text import beginning, clean_text

_FIELDS = {
    "description": "description",
    "personality": "personality",
    "scenario": "scenario",
    "examples": "mes_example",
    "instruction": "system_prompt",
    "last_instruction": "post_history_instructions",
}
"""The texts of a profile that come from a card, and what the card calls them."""
_CALLED = "{{char}}"
_NAMELESS = "?"
_ABOVE_FACES = 0.12


class MadePersona(NamedTuple):
    """A card as a persona, and what did not fit."""

    character: Character
    repairs: tuple[Repair, ...]

    @property
    def profile(self) -> Profile:
        """Who it is."""
        return self.character.profile


def persona_from(card: Card) -> MadePersona:
    """The persona that a card makes."""
    repairs: list[Repair] = []
    greetings = [_fitting(text, GREETING_CHARACTERS, repairs) for text in _spoken(card)[:GREETINGS]]
    first, *others = greetings or [""]
    if len(_spoken(card)) > GREETINGS:
        repairs.append(Repair(Mended.FEWER_GREETINGS))
    parts = {part: _text(card.own.get(part, ""), repairs) for part in PARTS}
    profile = Profile(
        _name(card.name, repairs),
        greeting=first,
        avatar=_avatar(card.portrait, repairs),
        nickname=_shortened(card.nickname, repairs),
        **{field: _text(getattr(card, field), repairs) for field in _FIELDS},
        **parts,
    )
    profile = profile._replace(description=_without_parts(profile))
    character = Character(profile, tuple(others), _text(card.creator_notes, repairs), card.tags)
    return MadePersona(validate_character(character), tuple(dict.fromkeys(repairs)))


def changes_since(card: Card, now: Character) -> Json:
    """Which fields of a card are to say something else, for the persona was changed since it came.

    What was not changed says what it said, whatever of it did not fit here.
    """
    made, changes = persona_from(card).character, Json()
    profile = now.profile
    if profile.name != made.profile.name:
        changes["name"] = profile.name
    if profile.nickname != made.profile.nickname:
        changes["nickname"] = profile.nickname
    for field, key in _FIELDS.items():
        if not _same(getattr(profile, field), getattr(made.profile, field)):
            changes[key] = getattr(profile, field)
    if "description" in changes or _parts_in(profile) != _parts_in(made.profile):
        changes |= _told_with_parts(profile, shape_of(card.source).data.get("extensions"))
    if not _same(now.creator_notes, made.creator_notes):
        changes["creator_notes"] = now.creator_notes
    if now.tags != made.tags:
        changes["tags"] = list(now.tags)
    return changes | _changed_greetings(card, made, now)


def fields_of(character: Character) -> Json:
    """What a card says of a persona that came from none."""
    profile = character.profile
    told = {key: getattr(profile, field) for field, key in _FIELDS.items()}
    told |= _told_with_parts(profile, {})
    further = {"alternate_greetings": list(character.greetings), "tags": list(character.tags)}
    named = {"nickname": profile.nickname} if profile.nickname else {}
    notes = {"creator_notes": character.creator_notes}
    return {"name": profile.name, "first_mes": profile.greeting} | told | further | notes | named


def came_as_one_text(card: Card, made: MadeProfile, now: Profile) -> Character | None:
    """The persona with fields of its own, where an earlier version of the program made one text of them.

    ``None`` where that text is another by now, and so all that there is.
    """
    if not _same(now.description, made.description):
        return None
    fresh = persona_from(card).character
    profile = fresh.profile._replace(greeting=now.greeting, avatar=now.avatar)
    if now.name != made.name:
        key = "nickname" if profile.nickname else "name"
        profile = profile.with_texts({key: now.name})
    return fresh._replace(profile=profile)


def has_other_avatar(made: MadeProfile, now: Profile) -> bool:
    """Whether the persona has another picture than it came with."""
    return hash_of(now.avatar) != made.avatar_hash


def _parts_in(profile: Profile) -> dict[str, str]:
    return {part: getattr(profile, part) for part in PARTS if getattr(profile, part)}


def _told_with_parts(profile: Profile, extensions: Any) -> Json:
    """The description with the parts, which other programs know no place for, and the parts for this one."""
    parts, others = _parts_in(profile), dict(extensions) if isinstance(extensions, dict) else {}
    others.pop(OWN_KEY, None)
    told = parts_of(profile._replace(name=_CALLED))
    changes: Json = {"description": "\n\n".join(filter(None, (profile.description, told)))}
    if parts or isinstance(extensions, dict):
        changes["extensions"] = others | ({OWN_KEY: parts} if parts else {})
    return changes


def _without_parts(profile: Profile) -> str:
    """The description of a card that was taken along from here, as it was before the parts were added."""
    told = parts_of(profile._replace(name=_CALLED))
    return profile.description.removesuffix(told).rstrip() if told else profile.description


def _changed_greetings(card: Card, made: Character, now: Character) -> Json:
    is_other = not _same(now.profile.greeting, made.profile.greeting)
    are_others = len(now.greetings) != len(made.greetings) or not all(
        map(_same, now.greetings, made.greetings)
    )
    changes: Json = {"first_mes": now.profile.greeting} if is_other else {}
    # Where the card's first one says nothing, the next has taken its place here.
    if are_others or (is_other and not _plain(card.greetings[0])):
        spoken = [each for each in card.greetings if _plain(each)]
        here = [made.profile.greeting, *made.greetings]
        came = dict(zip(map(_normal, here), spoken, strict=False))
        first, *others = [came.get(_normal(each), each) for each in (now.profile.greeting, *now.greetings)]
        changes = {"first_mes": first, "alternate_greetings": [*others, *spoken[GREETINGS:]]}
    return changes


def _spoken(card: Card) -> list[str]:
    """The greetings that say something."""
    return [text for each in card.greetings if (text := _plain(each))]


def _plain(text: str) -> str:
    """With one kind of line break and whole characters."""
    return clean_text(text).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _text(text: str, repairs: list[Repair]) -> str:
    return _fitting(_plain(text), DESCRIPTION_CHARACTERS, repairs)


def _fitting(text: str, characters: int, repairs: list[Repair]) -> str:
    if len(text) > characters:
        repairs.append(Repair(Mended.SHORTENED))
    return beginning(text, characters)


def _shortened(name: str, repairs: list[Repair]) -> str:
    if len(_plain(name)) > NAME_CHARACTERS:
        repairs.append(Repair(Mended.NAME_CUT))
    return beginning(_plain(name), NAME_CHARACTERS)


def _name(name: str, repairs: list[Repair]) -> str:
    with suppress(InvalidInput):
        return validate_profile(Profile(_shortened(name, repairs))).name
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


def _normal(text: str) -> str:
    return " ".join(_plain(text).split())
