"""Verbs on sessions: list, create, rename, delete."""

from personaui_desktop.background.operation import Errand, Operation
from personaui_desktop.database import delete_session, update_session_title
from personaui_desktop.database.listing import list_session, list_sessions
from personaui_desktop.database.saying import Opening, open_session
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.personas import profile_of
from personaui_desktop.personas.macros import expand_profile
from personaui_desktop.records import Change, Session, Topic

TITLE_CHARACTERS = 120


def listing(persona_id: str) -> Operation[list[Session]]:
    """The persona's sessions with previews, newest first."""
    return Errand(lambda: list_sessions(persona_id))


def one(persona_id: str, session_id: int) -> Operation[Session | None]:
    """One session as it is listed, or ``None``."""
    return Errand(lambda: list_session(session_id, persona_id))


def create(persona_id: str) -> Operation[int]:
    """Begin a conversation; the persona's greeting, if any, is its first message. The result is its id."""
    return Errand(
        lambda: open_session(opening_of(persona_id), persona_id),
        lambda session_id: (Change(Topic.SESSIONS, persona_id, session_id),),
    )


def rename(persona_id: str, session_id: int, title: str) -> Operation[bool]:
    """Give a session another title, 1 to 120 characters."""

    def work() -> bool:
        plain = " ".join(title.split())
        if not plain:
            raise InvalidInput("A conversation needs a title.", "Type a title.")
        return update_session_title(session_id, plain[:TITLE_CHARACTERS], persona_id)

    return Errand(work, lambda _: (Change(Topic.SESSIONS, persona_id, session_id),))


def delete(persona_id: str, session_id: int) -> Operation[bool]:
    """Delete a session and its messages; memories made from it stay."""
    return Errand(
        lambda: delete_session(session_id, persona_id),
        lambda _: (
            Change(Topic.SESSIONS, persona_id, session_id),
            Change(Topic.MEMORIES, persona_id, session_id),
        ),
    )


def opening_of(persona_id: str) -> Opening:
    """How the persona opens a session. Runs on a lane."""
    profile = expand_profile(profile_of(persona_id))
    return Opening(profile.name, profile.greeting.strip())
