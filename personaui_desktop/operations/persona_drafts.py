"""Verbs on drafts of personas: what one is being changed to. Nobody else shows them: nothing is announced."""

from typing import NamedTuple

from personaui_desktop.background.operation import Operation
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.persona_drafts import get_persona_draft, put_persona_draft
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.characters import character_of
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.personas.character_json import from_json, to_json
from personaui_desktop.personas.profile import validate_character
from personaui_desktop.records.personas import DEFAULT_PERSONA, Character, Profile


class ToEdit(NamedTuple):
    """A persona as it is stored, and what it is being changed to, if that was not saved."""

    stored: Character
    draft: Character | None


NOBODY = Character(Profile(""))
"""Where a persona that is still to be made begins."""


def open_one(persona_id: str | None) -> Operation[ToEdit]:
    """A persona to be edited; ``None`` is one that is still to be made, whose draft the default one keeps."""

    def work(file: PersonaFile) -> ToEdit:
        kept = get_persona_draft(file, of_new=persona_id is None)
        draft = None if kept is None else from_json(kept)
        stored = NOBODY if persona_id is None else character_of(file)
        return ToEdit(stored, None if draft is None or _is_saved(draft, stored) else draft)

    return Read(work, on=persona_id or DEFAULT_PERSONA)


def _is_saved(draft: Character, stored: Character) -> bool:
    """Whether a draft was saved, and the program ended before it was forgotten."""
    try:
        return validate_character(draft) == stored
    except InvalidInput:
        return False


def put(persona_id: str | None, character: Character | None) -> Operation[None]:
    """Keep what a persona is being changed to; ``None`` forgets it."""
    content = None if character is None else to_json(character)

    def work(file: PersonaFile) -> None:
        put_persona_draft(file, content, of_new=persona_id is None)

    return Write(work, on=persona_id or DEFAULT_PERSONA)
