"""What a person says, with all that comes along: stored together, or not at all."""

from typing import NamedTuple

from personaui_desktop.database.chat import insert_message
from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.drafts import delete_draft
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.sessions import DEFAULT_TITLE, insert_session
from personaui_desktop.database.versions import put_on_shelf
from personaui_desktop.records.sessions import TitledBy

USER_NAME = "Assistant"
"""Stands in the column of names for the person's own messages too, in every file there is."""


class Opening(NamedTuple):
    """How a persona opens a new session; without a greeting it opens empty.

    ``others`` are greetings that may be chosen in place of it: further versions of the first message.
    """

    character_name: str
    greeting: str = ""
    others: tuple[str, ...] = ()


def open_session(file: PersonaFile, opening: Opening) -> int:
    """Store a new untitled session with its greeting; answer its id.

    Raises:
        UnknownPersona: the persona has no file.
    """
    _check_opening(opening)
    file.check_is_there()
    return _insert_opened(file, opening)


def save_said(
    file: PersonaFile, text: str, session: int | Opening, title: str, *, keeps_draft: bool = False
) -> tuple[int, int]:
    """Store what the person said, which is no draft any more; answer the session's id and the message's.

    Args:
        file: the persona's.
        text: what was said.
        session: where; an `Opening` stores a new session.
        title: for the session, if this is the first that the person says in it and it is still untitled.
        keeps_draft: it was written elsewhere than in the composer, whose draft stays.

    Raises:
        UnknownPersona: the persona has no file.
        UnknownSession: the persona has no session with that id.
        InvalidInput: a text cannot be stored.
    """
    check_text(text, "message")
    check_text(title, "title")
    if isinstance(session, Opening):
        _check_opening(session)
    else:
        check_id(session, "session")
    file.check_is_there()
    if not keeps_draft:
        delete_draft(file, None if isinstance(session, Opening) else session)
    if isinstance(session, Opening):
        session = _insert_opened(file, session)
    message_id = insert_message(file, session, text, 1, USER_NAME)
    # What is written in is no trash.
    file.execute("session_marks.take_out_of_trash", (None, session))
    if title:
        _title(file, session, title)
    return session, message_id


def _insert_opened(file: PersonaFile, opening: Opening) -> int:
    session_id = insert_session(file)
    if opening.greeting:
        message_id = insert_message(file, session_id, opening.greeting, 0, opening.character_name)
        put_on_shelf(file, message_id, opening.others, opening.character_name)
    return session_id


def _title(file: PersonaFile, session_id: int, title: str) -> None:
    if file.execute("saying.title_by_first_words", (title, session_id, DEFAULT_TITLE)).rowcount > 0:
        file.execute("session_marks.set_titled_by", (TitledBy.FIRST_WORDS.value, session_id))


def _check_opening(opening: Opening) -> None:
    for greeting in (opening.greeting, *opening.others):
        check_text(greeting, "greeting")
    check_text(opening.character_name, "name")
