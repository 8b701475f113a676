"""What a window begins with, read in one go: a persona, a session, and the messages that are seen first."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from personaui_desktop.background.operation import Errand, Operation
from personaui_desktop.database.file import PersonaFile, opened
from personaui_desktop.database.listing import list_group, list_open, list_session
from personaui_desktop.database.pages import newest_page
from personaui_desktop.database.sessions import has_session, is_in_trash
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.on_file import Read
from personaui_desktop.operations.personas import open_last
from personaui_desktop.records.messages import MessagePage
from personaui_desktop.records.personas import PersonaListing
from personaui_desktop.records.sessions import Session, SessionGroup

PAGE_SIZE = 60
"""How many messages a page of a conversation has."""


class Opened(NamedTuple):
    """A session as it is first seen.

    Attributes:
        session: as it is listed.
        page: its newest messages.
    """

    session: Session
    page: MessagePage


class Beginning(NamedTuple):
    """What the program begins with; ``opened`` is of the session, where it can be read."""

    listing: PersonaListing
    session_id: int | None
    opened: Opened | None = None


def begin(persona_id: str, remembered: Mapping[str, int]) -> Operation[Beginning]:
    """Bring the persona that was shown last up to date, and read the session to begin with.

    Args:
        persona_id: whose; where it is gone, the default persona.
        remembered: which session of each persona was shown last.
    """

    def work() -> Beginning:
        listing = open_last(persona_id).work()
        session_id = shown = None
        # What cannot be read is told where the conversation would be.
        with suppress(KnownError), opened(listing.persona_id) as file:
            session_id = _first(file, remembered.get(listing.persona_id))
            shown = None if session_id is None else _open(file, session_id)
        return Beginning(listing, session_id, shown)

    return Errand(work)


def first(persona_id: str, remembered: int | None) -> Operation[int | None]:
    """The session to begin with: the remembered one where it is still there, else the newest, if any."""
    return Read(partial(_first, remembered=remembered), on=persona_id)


def _first(file: PersonaFile, remembered: int | None) -> int | None:
    if remembered is not None and has_session(file, remembered) and not is_in_trash(file, remembered):
        return remembered
    found = [*list_group(file, SessionGroup.PINNED), *list_open(file, None, 1)]
    return max(found, key=_newness).id if found else None


def _open(file: PersonaFile, session_id: int) -> Opened | None:
    session = list_session(file, session_id)
    return None if session is None else Opened(session, newest_page(file, session_id, PAGE_SIZE))


def _newness(session: Session) -> tuple[str, int]:
    return session.updated_at, session.id
