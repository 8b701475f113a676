"""Verbs on sessions: list, create, rename, mark, move to the trash, delete for good."""

from collections.abc import Callable, Generator, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from personaui_desktop.background.operation import Lane, Operation, Steps
from personaui_desktop.database import session_marks
from personaui_desktop.database.branches import delete_with_parked
from personaui_desktop.database.cards import alternate_greetings
from personaui_desktop.database.file import PersonaFile, opened, writing
from personaui_desktop.database.listing import (
    count_kept,
    list_group,
    list_if_shown,
    list_open,
    list_session,
    list_sessions,
    list_titles,
)
from personaui_desktop.database.saying import Opening, open_session
from personaui_desktop.database.session_titles import put_made_title
from personaui_desktop.database.sessions import is_in_trash
from personaui_desktop.errors import InvalidInput
from personaui_desktop.name_finding import Names
from personaui_desktop.operations.cast import cast_of, scene_of
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.personas.macros import replace_macros
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.sessions import FirstPage, ReadAgain, Session, SessionGroup, TitledSession

TITLE_CHARACTERS = 120
PAGE_SIZE = 100


def listing(persona_id: str) -> Operation[list[Session]]:
    """The persona's sessions with previews, newest first."""
    return Read(list_sessions, on=persona_id)


def one(persona_id: str, session_id: int) -> Operation[Session | None]:
    """One session as it is listed, or ``None``."""
    return Read(partial(list_session, session_id=session_id), on=persona_id)


class NamedSessions(NamedTuple):
    """A persona's sessions, the most recently updated first, and their titles, to be found by letters."""

    sessions: list[TitledSession]
    names: Names


def titles(persona_id: str) -> Operation[NamedSessions]:
    """What the persona's sessions outside of the trash are called."""

    def work(file: PersonaFile) -> NamedSessions:
        found = list_titles(file)
        return NamedSessions(found, Names([each.title for each in found]))

    return Read(work, on=persona_id, lane=Lane.BULK)


def some(persona_id: str, session_ids: Sequence[int]) -> Operation[ReadAgain]:
    """Some sessions as they stand in the list now, and how many are kept out of sight."""

    def work(file: PersonaFile) -> ReadAgain:
        found = {each: list_if_shown(file, each) for each in session_ids}
        return ReadAgain(found, count_kept(file))

    return Read(work, on=persona_id)


def create(persona_id: str) -> Operation[int]:
    """Begin a conversation; the persona's greeting, if any, is its first message. The result is its id."""
    return Write(
        lambda file: open_session(file, opening_of(file)),
        on=persona_id,
        announces=lambda session_id: (Change(Topic.SESSIONS, persona_id, session_id, how=How.ADDED),),
    )


def rename(persona_id: str, session_id: int, title: str) -> Operation[bool]:
    """Give a session another title, 1 to 120 characters, which can be taken back; its memories name it."""

    def work(file: PersonaFile) -> bool:
        plain = " ".join(title.split())
        if not plain:
            raise InvalidInput(
                Phrase("Conversations", "A conversation needs a title."),
                Phrase("Conversations", "Type a title."),
            )
        return session_marks.rename(file, session_id, plain[:TITLE_CHARACTERS])

    def announce(_is_there: bool) -> Iterable[Change]:
        yield Change(Topic.SESSIONS, persona_id, session_id)
        for topic in (Topic.MEMORIES, Topic.PROPOSALS):
            yield Change(topic, persona_id, session_id, how=How.TOUCHED)

    return Write(work, on=persona_id, announces=announce)


def title_by_machine(persona_id: str, session_id: int, title: str) -> Operation[bool]:
    """Give a session a title that a model has made, unless a person has given it one; whether it did."""

    def work(file: PersonaFile) -> bool:
        plain = " ".join(title.split())[:TITLE_CHARACTERS]
        return bool(plain) and put_made_title(file, session_id, plain)

    def announce(is_new: bool) -> tuple[Change, ...]:
        return (Change(Topic.SESSIONS, persona_id, session_id),) if is_new else ()

    return Write(work, on=persona_id, announces=announce)


def pin(persona_id: str, session_ids: Sequence[int], pinned: bool) -> Operation[int | None]:
    """Pin sessions or let them go; the result is the step that takes that back, see `undo`."""
    return _marking(
        persona_id, session_ids, partial(session_marks.set_pinned, session_ids=session_ids, pinned=pinned)
    )


def archive(persona_id: str, session_ids: Sequence[int], archived: bool) -> Operation[int | None]:
    """Archive sessions or take them out again; the result is the step that takes that back."""
    return _marking(
        persona_id,
        session_ids,
        partial(session_marks.set_archived, session_ids=session_ids, archived=archived),
    )


def trash(persona_id: str, session_ids: Sequence[int]) -> Operation[int | None]:
    """Move sessions to the trash, which keeps them for 30 days; the result is the step that undoes it."""
    return _marking(persona_id, session_ids, partial(session_marks.put_in_trash, session_ids=session_ids))


def restore(persona_id: str, session_ids: Sequence[int]) -> Operation[int | None]:
    """Take sessions out of the trash; the result is the step that takes that back."""
    return _marking(
        persona_id, session_ids, partial(session_marks.take_out_of_trash, session_ids=session_ids)
    )


def first_page(persona_id: str, size: int = PAGE_SIZE) -> Operation[FirstPage]:
    """The pinned sessions and so many others, and how many are kept out of sight."""

    def work(file: PersonaFile) -> FirstPage:
        return FirstPage(list_group(file, SessionGroup.PINNED), list_open(file, None, size), count_kept(file))

    return Read(work, on=persona_id)


def page_after(persona_id: str, session: Session, size: int = PAGE_SIZE) -> Operation[list[Session]]:
    """The sessions after one in the order of time, neither pinned nor archived nor in the trash."""
    return Read(partial(list_open, after=session, size=size), on=persona_id)


def group(persona_id: str, which: SessionGroup) -> Operation[list[Session]]:
    """The sessions that are archived, in the trash, or pinned."""
    return Read(partial(list_group, group=which), on=persona_id)


def empty_trash(persona_id: str) -> Operation[int]:
    """Delete what is in the trash for good, with what is parked in it; the result is how many there were."""
    return Steps(partial(emptied, persona_id, session_marks.trashed), lambda _number: _emptied(persona_id))


def emptied(persona_id: str, which: Callable[[PersonaFile], list[int]]) -> Generator[None, None, int]:
    """The steps of deleting sessions in the trash for good, one by one; answers how many there were."""
    with opened(persona_id) as file:
        found = which(file)
    for session_id in found:
        with writing(persona_id) as file:
            # It may have been taken out meanwhile.
            if is_in_trash(file, session_id):
                delete_with_parked(file, session_id)
        yield
    return len(found)


def delete_for_good(persona_id: str, session_ids: Sequence[int]) -> Operation[int]:
    """Delete sessions that lie in the trash, with what is parked in them; the result is how many there were.

    Memories made from them stay.
    """

    def chosen(file: PersonaFile) -> list[int]:
        return [each for each in session_ids if is_in_trash(file, each)]

    return Steps(partial(emptied, persona_id, chosen), lambda _number: _emptied(persona_id))


def _marking(
    persona_id: str, session_ids: Sequence[int], mark: Callable[[PersonaFile], int | None]
) -> Operation[int | None]:
    def announce(_: int | None) -> Iterable[Change]:
        return [Change(Topic.SESSIONS, persona_id, session_id) for session_id in session_ids]

    return Write(mark, on=persona_id, announces=announce)


def _emptied(persona_id: str) -> Iterable[Change]:
    yield Change(Topic.SESSIONS, persona_id)
    for topic in (Topic.MEMORIES, Topic.PROPOSALS):
        yield Change(topic, persona_id, how=How.TOUCHED)


def opening_of(file: PersonaFile) -> Opening:
    """How the persona opens a session. Runs on a lane."""
    profile = cast_of(file)
    scene = scene_of(file)._replace(char=profile.name)
    others = (replace_macros(each, scene).strip() for each in alternate_greetings(file))
    return Opening(profile.name, profile.greeting.strip(), tuple(filter(None, others)))
