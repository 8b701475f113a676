"""Who speaks in a conversation, as what is said and sent names them."""

from personaui_desktop.database.file import PersonaFile
from personaui_desktop.operations.personas import profile_of
from personaui_desktop.personas.macros import expand_profile
from personaui_desktop.records.personas import Profile


def cast_of(file: PersonaFile) -> Profile:
    """Who the persona is, with the macros in its texts replaced by its own name and the person's."""
    return expand_profile(profile_of(file))
