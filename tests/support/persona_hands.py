"""What tests of the persona editor begin with and listen to."""

from personaui_desktop.records.personas import PersonaListing, Profile
from personaui_desktop.widgets.personas.editor import PersonaEditor

LISTING = PersonaListing("p1", Profile("Kant", "Strict", "Good morning."))


def saved(editor: PersonaEditor) -> list[Profile]:
    profiles: list[Profile] = []
    editor.accepted_profile.connect(profiles.append)
    return profiles
