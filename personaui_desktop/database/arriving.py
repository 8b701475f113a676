"""Replies that are arriving: until they have ended, their messages stay as they are."""

from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import flag
from personaui_desktop.errors import NotNow
from personaui_desktop.phrases import Phrase


def check_arrived(file: PersonaFile, message_id: int) -> None:
    """Make sure that nothing will be added to a message any more.

    Raises:
        NotNow: a reply is arriving in it.
    """
    if any(flag(row["is_arriving"]) for row in file.named("messages.get_message", (message_id,))):
        raise NotNow(
            Phrase("Messages", "This reply is still being written."),
            Phrase("Messages", "Stop it first, or wait until it ends."),
        )
