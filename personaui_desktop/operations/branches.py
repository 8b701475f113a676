"""Verbs on branches: park what follows a message, open a branch, branch into a copy, and the map of them."""

from collections.abc import Generator, Iterable
from functools import partial
from typing import NamedTuple

from personaui_desktop.background.operation import Operation, Steps
from personaui_desktop.database import branch_family, branches, copying
from personaui_desktop.database.file import PersonaFile, writing
from personaui_desktop.database.saying import save_said
from personaui_desktop.database.undo_steps import history
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.records.branches import Branch, BranchOrigin
from personaui_desktop.records.changes import Change, How, Topic

MOST_LISTED = 500
"""No more branches of a conversation are listed than these."""


class SaidAnew(NamedTuple):
    """Where a message that was said in the place of another is, and the step that takes it back."""

    session_id: int
    message_id: int
    step_id: int | None


def say_instead(persona_id: str, session_id: int, message_id: int, text: str) -> Operation[SaidAnew]:
    """Say something in the place of a message and all that follow it; these become a branch.

    Taken back, they come back, and what was said since becomes a branch.
    """

    def work(file: PersonaFile) -> SaidAnew:
        branches.park_tail(file, session_id, message_id)
        return _said(file, session_id, text)

    return Write(work, on=persona_id, announces=lambda _: _moved(persona_id, session_id))


def branch_from(persona_id: str, session_id: int, message_id: int, title: str) -> Operation[int]:
    """Begin a conversation that has all up to a message of another one; the result is its id.

    It can be opened at once, and has its newest messages; `finish` brings the rest.
    """
    return _copy(persona_id, session_id, message_id, title)


def duplicate(persona_id: str, session_id: int, title: str) -> Operation[int]:
    """Begin a copy of a conversation with everything in it; the result is its id. See `branch_from`."""
    return _copy(persona_id, session_id, None, title)


def say_in_branch(
    persona_id: str, session_id: int, message_id: int, text: str, title: str
) -> Operation[SaidAnew]:
    """Say something in the place of a message in a new conversation with all before it. See `branch_from`."""

    def work(file: PersonaFile) -> SaidAnew:
        branches.check_has_message(file, session_id, message_id)
        # Before the first message there is none: nothing is copied, but it is a branch all the same.
        before = branches.message_before(file, session_id, message_id) or 0
        copy_id = copying.begin_copy(file, session_id, before, title)
        return _said(file, copy_id, text)

    return Write(work, on=persona_id, announces=lambda said: _added(persona_id, said.session_id))


def finish(persona_id: str, copy_id: int) -> Operation[None]:
    """Copy what a new branch still lacks, in steps."""
    announced = (Change(Topic.MESSAGES, persona_id, copy_id),)
    return Steps(partial(finished, persona_id, copy_id), lambda _none: announced)


def open_branch(persona_id: str, branch_id: int) -> Operation[int]:
    """Show a branch; the result is the session to show. A parked one is put in its place there."""

    def announce(session_id: int) -> Iterable[Change]:
        return () if session_id == branch_id else _moved(persona_id, session_id)

    return Write(partial(branches.open_branch, branch_id=branch_id), on=persona_id, announces=announce)


def map_of(persona_id: str, session_id: int) -> Operation[list[Branch]]:
    """The branches of which a session is one, the first made first, `MOST_LISTED` at most; perhaps none."""
    work = partial(branch_family.map_of, session_id=session_id, most=MOST_LISTED)
    return Read(work, on=persona_id)


def origin(persona_id: str, session_id: int) -> Operation[BranchOrigin | None]:
    """Where a session branched off, or ``None``."""
    return Read(partial(branch_family.origin_of, session_id=session_id), on=persona_id)


def finished(persona_id: str, copy_id: int) -> Generator[None, None, None]:
    """The steps of copying what a branch still lacks."""
    is_more = True
    while is_more:
        with writing(persona_id) as file:
            is_more = copying.copy_chunk(file, copy_id)
        yield


def _said(file: PersonaFile, session_id: int, text: str) -> SaidAnew:
    """Say something where a step has made room for it. What waits in the composer stays there."""
    step = history(file).undo
    said = save_said(file, text, session_id, "", keeps_draft=True)
    return SaidAnew(*said, None if step is None else step.step_id)


def _copy(persona_id: str, session_id: int, until: int | None, title: str) -> Operation[int]:
    return Write(
        partial(copying.begin_copy, session_id=session_id, until=until, title=title),
        on=persona_id,
        announces=lambda copy_id: _added(persona_id, copy_id),
    )


def _moved(persona_id: str, session_id: int) -> tuple[Change, ...]:
    topics = (Topic.SESSIONS, Topic.MESSAGES, Topic.MEMORIES, Topic.PROPOSALS)
    return tuple(Change(topic, persona_id, session_id) for topic in topics)


def _added(persona_id: str, session_id: int) -> tuple[Change, ...]:
    return (Change(Topic.SESSIONS, persona_id, session_id, how=How.ADDED),)
