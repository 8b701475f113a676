"""A persona that is being edited as one text, so that a draft of it can be kept."""

import json
from base64 import b64decode, b64encode
from typing import Any

from personaui_desktop.records.personas import Character, Profile
from personaui_desktop.text import clean_text


def to_json(character: Character) -> str:
    """All of it."""
    profile = character.profile._asdict()
    avatar = character.profile.avatar
    profile["avatar"] = None if avatar is None else b64encode(avatar).decode()
    # What is typed may hold half a character, which no file does.
    return clean_text(json.dumps({**character._asdict(), "profile": profile}, ensure_ascii=False))


def from_json(text: str) -> Character | None:
    """The persona in a text that `to_json` made, also for an earlier version; ``None`` in any other."""
    try:
        found = json.loads(text)
        return _character(dict(found), dict(found["profile"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _character(fields: dict[str, Any], profile: dict[str, Any]) -> Character:
    avatar = profile.pop("avatar", None)
    known = {name: str(value) for name, value in profile.items() if name in Profile._fields}
    who = Profile("", avatar=b64decode(avatar, validate=True) if avatar else None).with_texts(known)
    return Character(
        who,
        _texts(fields.get("greetings")),
        str(fields.get("creator_notes", "")),
        _texts(fields.get("tags")),
    )


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(map(str, values or ()))
