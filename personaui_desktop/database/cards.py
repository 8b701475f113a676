"""The character card that a persona came from, and its further greetings, which are in its own file."""

import zlib

from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import blob, blob_or_none, text, text_or_none
from personaui_desktop.records.cards import MadeProfile, StoredCard


def store_card(file: PersonaFile, card: StoredCard) -> None:
    """Store the card of a persona that has none yet, within the caller's transaction."""
    packed = zlib.compress(card.content)
    file.execute("cards.insert_card", (card.file_name, packed, card.picture, *card.made, utc_now()))
    for path, content in card.files:
        file.execute("cards.insert_file", (path, content))


def read_card(file: PersonaFile) -> StoredCard | None:
    """The card that the persona came from; ``None`` where it came from none, or from one that is damaged."""
    row = file.execute("cards.get_card").fetchone()
    if row is None:
        return None
    name, packed, picture, made_name, description, greeting, avatar_hash = row
    try:
        content = zlib.decompress(blob(packed))
    except zlib.error:
        return None
    made = MadeProfile(text(made_name), text(description), text(greeting), text_or_none(avatar_hash))
    files = tuple((text(path), blob(inside)) for path, inside in file.execute("cards.get_files"))
    return StoredCard(text(name), content, blob_or_none(picture), made, files)


def alternate_greetings(file: PersonaFile) -> list[str]:
    """The greetings that a conversation may begin with instead of the persona's first one."""
    return [text(greeting) for (greeting,) in file.execute("cards.get_greetings")]
