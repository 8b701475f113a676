"""What tests of the persona editor begin with and listen to."""

from PySide6.QtWidgets import QWidget

from personaui_desktop.operations.persona_drafts import ToEdit
from personaui_desktop.records.personas import Character, PersonaListing, Profile
from personaui_desktop.widgets.personas.editor import PersonaEditor

LISTING = PersonaListing("p1", Profile("Kant", "Strict", "Good morning."))
KANT = Character(LISTING.profile, ("Good evening.",), "Notes.", ("logic", "walks"))
TO_EDIT = ToEdit(KANT, None)


def saved(editor: PersonaEditor) -> list[Character]:
    characters: list[Character] = []
    editor.accepted_character.connect(characters.append)
    return characters


def field(editor: PersonaEditor, name: str) -> QWidget:
    """Where a text is written."""
    return editor.form.fields[name].edit
