"""Verbs on messages: say something, read pages of a session, change and delete what was said."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from personaui_desktop.background.operation import Operation
from personaui_desktop.database import messages, pages
from personaui_desktop.database.edits import edit_message
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.saying import save_said
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.beginning import PAGE_SIZE
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.operations.sessions import opening_of
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.changes import Change, How, Topic
from personaui_desktop.records.messages import Deleted, Message, MessagePage
from personaui_desktop.text import title_from


class Said(NamedTuple):
    """Where a message that a person sent was stored."""

    session_id: int
    message_id: int


def say(persona_id: str, session_id: int | None, text: str) -> Operation[Said]:
    """Store what the person said, in a new session where there is none yet, titled after its first words."""

    def work(file: PersonaFile) -> Said:
        session = opening_of(file) if session_id is None else session_id
        return Said(*save_said(file, text, session, title_from(text)))

    def announce(said: Said) -> tuple[Change, ...]:
        how = How.ADDED if session_id is None else How.EDITED
        return (
            Change(Topic.MESSAGES, persona_id, said.session_id, (said.message_id,), How.ADDED),
            Change(Topic.SESSIONS, persona_id, said.session_id, how=how),
        )

    return Write(work, on=persona_id, announces=announce)


def newest_page(persona_id: str, session_id: int, size: int = PAGE_SIZE) -> Operation[MessagePage]:
    """The newest messages of a session."""
    return Read(partial(pages.newest_page, session_id=session_id, size=size), on=persona_id)


def page_before(
    persona_id: str, session_id: int, message_id: int, size: int = PAGE_SIZE
) -> Operation[MessagePage]:
    """The messages just before one."""
    return Read(
        partial(pages.page_before, session_id=session_id, message_id=message_id, size=size), on=persona_id
    )


def page_after(
    persona_id: str, session_id: int, message_id: int, size: int = PAGE_SIZE
) -> Operation[MessagePage]:
    """The messages just after one."""
    return Read(
        partial(pages.page_after, session_id=session_id, message_id=message_id, size=size), on=persona_id
    )


def page_around(
    persona_id: str, session_id: int, message_id: int, size: int = PAGE_SIZE
) -> Operation[MessagePage]:
    """A page with one message near its middle."""
    return Read(
        partial(pages.page_around, session_id=session_id, message_id=message_id, size=size), on=persona_id
    )


def page_between(
    persona_id: str, session_id: int, first_id: int | None, last_id: int | None, most: int
) -> Operation[MessagePage]:
    """The messages from one to another as they are now; ``None`` for the session's beginning or end."""
    return Read(
        partial(pages.page_between, session_id=session_id, first_id=first_id, last_id=last_id, most=most),
        on=persona_id,
    )


def fetch(persona_id: str, session_id: int, message_ids: Sequence[int]) -> Operation[list[Message]]:
    """Those of the messages that exist."""
    return Read(partial(pages.messages_by_ids, session_id=session_id, message_ids=message_ids), on=persona_id)


def memory_ranges(persona_id: str, session_id: int) -> Operation[tuple[list[tuple[int, int]], int | None]]:
    """The ranges of the session's active memories, and its marker."""
    return Read(partial(pages.memory_ranges, session_id=session_id), on=persona_id)


def edit(
    persona_id: str, session_id: int, message_id: int, text: str, *, keeps_version: bool = False
) -> Operation[int | None]:
    """Give a message another text; ``keeps_version`` keeps the one that it has as a version beside it.

    The result is the step that takes it back, see `undo`; ``None`` where it has that text already.
    """

    def work(file: PersonaFile) -> int | None:
        if not text.strip():
            raise InvalidInput(
                Phrase("Messages", "A message needs some text."),
                Phrase("Messages", "Write something, or delete the message."),
            )
        return edit_message(file, message_id, text, keeps_version=keeps_version)

    return Write(work, on=persona_id, announces=told_of(persona_id, session_id, (message_id,)))


def delete(persona_id: str, session_id: int, message_ids: Sequence[int]) -> Operation[int | None]:
    """Delete messages; the result is the step that takes it back, ``None`` where none of them is there."""
    return Write(
        lambda file: messages.delete_messages(file, session_id, message_ids),
        on=persona_id,
        announces=told_of(persona_id, session_id, tuple(message_ids), How.REMOVED),
    )


def delete_range(persona_id: str, session_id: int, first_id: int, last_id: int) -> Operation[Deleted]:
    """Delete a session's messages from one to another, both included."""

    def announce(deleted: Deleted) -> tuple[Change, ...]:
        return told_of(persona_id, session_id, deleted.message_ids, How.REMOVED)(deleted)

    return Write(
        lambda file: messages.delete_range(file, session_id, first_id, last_id),
        on=persona_id,
        announces=announce,
    )


def told_of(
    persona_id: str, session_id: int, message_ids: tuple[int, ...], how: How = How.EDITED
) -> Callable[[object], tuple[Change, ...]]:
    """What is announced of changed messages: they may be another preview of their session."""
    changes = (
        Change(Topic.MESSAGES, persona_id, session_id, message_ids, how),
        Change(Topic.SESSIONS, persona_id, session_id, how=How.TOUCHED),
    )
    return lambda _result: changes
