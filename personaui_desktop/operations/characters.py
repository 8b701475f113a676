"""Verbs on all that makes a persona: read it to be edited, make one, change it."""

from collections.abc import Callable
from functools import partial

from personaui_desktop.background.operation import Errand, Operation
from personaui_desktop.cards.json_text import read_json
from personaui_desktop.cards.reading import card_from
from personaui_desktop.database.cards import alternate_greetings, read_card
from personaui_desktop.database.characters import check_character, read_character, write_character
from personaui_desktop.database.file import PersonaFile, writing
from personaui_desktop.operations.card_profile import came_as_one_text
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.operations.personas import free_id, profile_of
from personaui_desktop.personas.profile import validate_character
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.personas import Character


def one(persona_id: str) -> Operation[Character]:
    """All that makes a persona."""
    return Read(character_of, on=persona_id)


def create(character: Character) -> Operation[str]:
    """Make a persona; the result is its id."""
    return Errand(partial(made, character), lambda persona_id: (_change(persona_id, How.ADDED),))


def edit(persona_id: str, character: Character) -> Operation[None]:
    """Change what makes a persona."""

    def work(file: PersonaFile) -> None:
        checked = validate_character(character)
        check_character(checked)
        file.check_is_there()
        write_character(file, checked)

    return Write(work, on=persona_id, announces=lambda _: (_change(persona_id, How.EDITED),))


def made(character: Character, complete: Callable[[PersonaFile], object] | None = None) -> str:
    """Make a persona, within the work of an operation, and answer its id.

    Args:
        character: all that makes it.
        complete: stores what else belongs to it, in the same transaction.

    Raises:
        InvalidInput: it cannot be stored.
    """
    persona_id = free_id()
    checked = validate_character(character)
    check_character(checked)
    with writing(persona_id, create=True) as file:
        write_character(file, checked)
        if complete is not None:
            complete(file)
    return persona_id


def character_of(file: PersonaFile) -> Character:
    """All that makes a persona; one whose card was made one text of has its fields apart."""
    profile = profile_of(file)
    found = read_character(file, profile)
    if found is not None:
        return found
    card = read_card(file)
    if card is not None:
        source, _repairs = read_json(card.content)
        apart = came_as_one_text(card_from(source, card.file_name), card.made, profile)
        if apart is not None:
            return apart
    return Character(profile, tuple(alternate_greetings(file)))


def _change(persona_id: str, how: How) -> Change:
    return Change(Topic.PERSONAS, persona_id, how=how)
