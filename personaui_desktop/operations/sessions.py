"""Verbs on sessions: list, create, rename, delete."""

from collections.abc import Iterable, Sequence
from functools import partial

from personaui_desktop.background.operation import Operation
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.listing import list_session, list_sessions
from personaui_desktop.database.saying import Opening, open_session
from personaui_desktop.database.sessions import delete_session, update_session_title
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.sessions import Session

TITLE_CHARACTERS = 120


def listing(persona_id: str) -> Operation[list[Session]]:
    """The persona's sessions with previews, newest first."""
    return Read(list_sessions, on=persona_id)


def one(persona_id: str, session_id: int) -> Operation[Session | None]:
    """One session as it is listed, or ``None``."""
    return Read(lambda file: list_session(file, session_id), on=persona_id)


def some(persona_id: str, session_ids: Sequence[int]) -> Operation[dict[int, Session | None]]:
    """Some sessions as they are listed, by id; ``None`` for one that is gone."""
    return Read(lambda file: {each: list_session(file, each) for each in session_ids}, on=persona_id)


def create(persona_id: str) -> Operation[int]:
    """Begin a conversation; the persona's greeting, if any, is its first message. The result is its id."""
    return Write(
        lambda file: open_session(file, opening_of(file)),
        on=persona_id,
        announces=lambda session_id: (Change(Topic.SESSIONS, persona_id, session_id, how=How.ADDED),),
    )


def rename(persona_id: str, session_id: int, title: str) -> Operation[bool]:
    """Give a session another title, 1 to 120 characters; its memories name it."""

    def work(file: PersonaFile) -> bool:
        plain = " ".join(title.split())
        if not plain:
            raise InvalidInput("A conversation needs a title.", "Type a title.")
        return update_session_title(file, session_id, plain[:TITLE_CHARACTERS])

    def announce(_is_there: bool) -> Iterable[Change]:
        yield Change(Topic.SESSIONS, persona_id, session_id)
        for topic in (Topic.MEMORIES, Topic.PROPOSALS):
            yield Change(topic, persona_id, session_id, how=How.TOUCHED)

    return Write(work, on=persona_id, announces=announce)


def delete(persona_id: str, session_id: int) -> Operation[bool]:
    """Delete a session and its messages; memories made from it stay."""

    def announce(_was_there: bool) -> Iterable[Change]:
        yield Change(Topic.SESSIONS, persona_id, session_id, how=How.REMOVED)
        yield Change(Topic.MEMORIES, persona_id, session_id, how=How.TOUCHED)
        yield Change(Topic.PROPOSALS, persona_id, session_id, how=How.REMOVED)

    return Write(partial(delete_session, session_id=session_id), on=persona_id, announces=announce)


def opening_of(file: PersonaFile) -> Opening:
    """How the persona opens a session. Runs on a lane."""
    profile = cast_of(file)
    return Opening(profile.name, profile.greeting.strip())
