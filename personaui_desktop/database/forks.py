"""Where parked tails belong."""

from typing import NamedTuple

from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import whole


class Fork(NamedTuple):
    """Where a parked tail belongs: in which session, and after which message of it."""

    trunk_id: int
    message_id: int


def fork_of(file: PersonaFile, branch_id: int) -> Fork | None:
    """Where a session's messages belong, if it is a parked tail and its trunk is there."""
    row = file.execute("tails.get_fork", (branch_id,)).fetchone()
    return None if row is None else Fork(*map(whole, row))
