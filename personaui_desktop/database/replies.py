"""Replies while they arrive: their row is there from the start, and how they ended is kept beside it."""

import sqlite3

from personaui_desktop.database import reading
from personaui_desktop.database.chat import insert_message
from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.connection import connect, transaction
from personaui_desktop.database.outcomes import storable_outcome
from personaui_desktop.database.sql_loader import sql
from personaui_desktop.errors import InvalidInput
from personaui_desktop.records import DEFAULT_PERSONA, ReplyOutcome, ReplyStatus
from personaui_desktop.text import clean_text

INTERRUPTED_PROBLEM = "The program ended before the reply was complete."


def begin_reply(session_id: int, character_name: str, run: str, persona_id: str = DEFAULT_PERSONA) -> int:
    """Store an empty message that is about to arrive; answer its id.

    Args:
        session_id: the conversation.
        character_name: who replies.
        run: which run of the program receives it.
        persona_id: the persona.

    Raises:
        UnknownSession: the persona has no session with that id.
    """
    check_id(session_id, "session")
    check_text(character_name, "name")
    check_text(run, "run")
    with connect(persona_id) as connection, transaction(connection):
        message_id = insert_message(connection, session_id, "", 0, character_name)
        connection.execute(sql("replies.begin_reply"), (message_id, run, utc_now()))
        return message_id


def restart_reply(message_id: int, run: str, persona_id: str = DEFAULT_PERSONA) -> str:
    """Mark a reply as arriving again; answer the text that it has, which stays until it is overwritten.

    Raises:
        InvalidInput: the reply is not there any more.
    """
    check_id(message_id, "message")
    check_text(run, "run")
    with connect(persona_id) as connection, transaction(connection):
        found = _reply(connection, message_id)
        if found is None:
            raise InvalidInput("This reply no longer exists.", "Send another message.")
        connection.execute(sql("replies.begin_reply"), (message_id, run, utc_now()))
        return found[1]


def store_reply_text(message_id: int, text: str, persona_id: str = DEFAULT_PERSONA) -> bool:
    """Commit the text so far; whether the message is still there."""
    check_id(message_id, "message")
    with connect(persona_id) as connection:
        values = (clean_text(text), message_id)
        return connection.execute(sql("chat.update_message_text"), values).rowcount > 0


def finish_reply(
    message_id: int,
    text: str,
    outcome: ReplyOutcome,
    persona_id: str = DEFAULT_PERSONA,
    replaces: int | None = None,
) -> bool:
    """Store a reply's text and how it ended, together; whether the message is kept.

    A reply that did not end as complete and has no text is removed. One that did takes the place of the
    message ``replaces``, which is removed.
    """
    check_id(message_id, "message")
    if replaces is not None:
        check_id(replaces, "message")
    text, outcome = clean_text(text), storable_outcome(outcome)
    is_complete = outcome.status is ReplyStatus.COMPLETE
    with connect(persona_id) as connection, transaction(connection):
        found = _reply(connection, message_id)
        if found is None:
            return False
        if not text.strip() and not is_complete:
            connection.execute(sql("chat.delete_message"), (message_id,))
            return False
        connection.execute(sql("chat.update_message_text"), (text, message_id))
        connection.execute(sql("replies.finish_reply"), (*_columns(outcome), utc_now(), message_id))
        connection.execute(sql("sessions.touch_session"), (utc_now(), found[0]))
        if replaces is not None and is_complete:
            connection.execute(sql("chat.delete_message"), (replaces,))
        return True


def keep_reply(message_id: int, persona_id: str = DEFAULT_PERSONA) -> None:
    """Take a reply as complete, however it ended."""
    check_id(message_id, "message")
    with connect(persona_id) as connection:
        connection.execute(sql("replies.keep_reply"), (utc_now(), message_id))


def mark_interrupted_replies(run: str, persona_id: str = DEFAULT_PERSONA) -> int:
    """Mark replies that an earlier run left arriving as interrupted; those without text are removed.

    Returns:
        How many there were.
    """
    check_text(run, "run")
    with connect(persona_id) as connection, transaction(connection):
        removed = connection.execute(sql("replies.delete_empty_interrupted_replies"), (run,)).rowcount
        values = (INTERRUPTED_PROBLEM, utc_now(), run)
        return removed + connection.execute(sql("replies.interrupt_replies"), values).rowcount


def _reply(connection: sqlite3.Connection, message_id: int) -> tuple[int, str] | None:
    found = connection.execute(sql("replies.get_reply"), (message_id,)).fetchone()
    return None if found is None else (reading.whole(found[0]), reading.text(found[1]))


def _columns(outcome: ReplyOutcome) -> tuple[str | int | None, ...]:
    return (
        outcome.status.value,
        outcome.problem,
        outcome.model,
        outcome.stop_reason,
        *outcome.usage,
        outcome.first_text_ms,
    )
