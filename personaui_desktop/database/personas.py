"""The persona's profile, which lies in its own file."""

from personaui_desktop.database.checks import check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import blob_or_none, text
from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import Profile

_TEXTS = tuple(field for field in Profile._fields if field != "avatar")
_FIRST_DETAIL = Profile._fields.index("nickname")


def read_profile(file: PersonaFile) -> Profile | None:
    """The persona's profile; ``None`` where none was stored, as in files from before profiles existed."""
    row = file.execute("personas.get_profile").fetchone()
    if row is None:
        return None
    name, description, greeting, avatar, *details = row
    return Profile(text(name), text(description), text(greeting), blob_or_none(avatar), *map(text, details))


def last_speaker(file: PersonaFile) -> str:
    """Under which name the persona replied last; empty where it never did."""
    row = file.execute("personas.last_speaker").fetchone()
    return "" if row is None else text(row[0])


def write_profile(file: PersonaFile, profile: Profile) -> None:
    """Store the persona's profile, in place of the one before.

    Raises:
        InvalidInput: a text cannot be stored.
    """
    check_profile(profile)
    _store(file, profile)


def change_profile(file: PersonaFile, profile: Profile) -> None:
    """Store the profile of a persona that is there.

    Raises:
        UnknownPersona: it is not.
        InvalidInput: a text cannot be stored.
    """
    check_profile(profile)
    file.check_is_there()
    _store(file, profile)


def check_profile(profile: Profile) -> None:
    """Make sure that a profile can be stored, before a file is made for it.

    Raises:
        InvalidInput: it cannot.
    """
    for what in _TEXTS:
        check_text(getattr(profile, what), what)
    if not isinstance(profile.avatar, bytes | None):
        raise InvalidInput(
            Phrase("Personas", "This is not a picture."), Phrase("Personas", "Choose another picture.")
        )


def _store(file: PersonaFile, profile: Profile) -> None:
    file.execute("personas.upsert_profile", (*profile[:_FIRST_DETAIL], utc_now()))
    file.execute("personas.upsert_sent_details", profile[_FIRST_DETAIL:])
