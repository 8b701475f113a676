"""All that makes a persona, which lies in its own file: the profile, further greetings, notes and tags."""

import json

from personaui_desktop.database.cards import alternate_greetings
from personaui_desktop.database.checks import check_text
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.personas import check_profile, write_profile
from personaui_desktop.database.reading import text
from personaui_desktop.records.personas import Character, Profile


def read_character(file: PersonaFile, profile: Profile) -> Character | None:
    """All that makes a persona with that profile; ``None`` in files from before there was more."""
    row = file.execute("personas.get_details").fetchone()
    if row is None:
        return None
    notes, tags = row
    return Character(profile, tuple(alternate_greetings(file)), text(notes), _tags_in(text(tags)))


def write_character(file: PersonaFile, character: Character) -> None:
    """Store all that makes a persona, in place of what was there.

    Raises:
        InvalidInput: a text cannot be stored.
    """
    check_character(character)
    write_profile(file, character.profile)
    tags = json.dumps(character.tags, ensure_ascii=False)
    file.execute("personas.update_unsent_details", (character.creator_notes, tags))
    file.execute("cards.delete_greetings")
    for greeting in character.greetings:
        file.execute("cards.insert_greeting", (greeting,))


def check_character(character: Character) -> None:
    """Make sure that all of it can be stored, before a file is made for it.

    Raises:
        InvalidInput: it cannot.
    """
    check_profile(character.profile)
    check_text(character.creator_notes, "notes")
    for greeting in character.greetings:
        check_text(greeting, "greeting")
    for tag in character.tags:
        check_text(tag, "tag")


def _tags_in(stored: str) -> tuple[str, ...]:
    """The tags of a list as JSON; none where it is damaged."""
    try:
        found = json.loads(stored)
    except (ValueError, RecursionError):
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else ()
