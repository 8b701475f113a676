"""Replies while they arrive: their row is there from the start, and how they ended is kept beside it."""

from personaui_desktop.database import reading
from personaui_desktop.database.arriving import check_arrived
from personaui_desktop.database.chat import insert_message
from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.ending_codes import stored_problem
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.outcomes import storable_outcome, storable_thought
from personaui_desktop.database.thoughts import get_thought, thought_columns
from personaui_desktop.database.versions import begin_another, begin_further, give_back, step_back
from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Thought
from personaui_desktop.text import clean_text


def begin_reply(
    file: PersonaFile, session_id: int, character_name: str, run: str, message_id: int | None = None
) -> int:
    """Store an empty message that is about to arrive; answer its id.

    Args:
        file: the persona's.
        session_id: the conversation.
        character_name: who replies.
        run: which run of the program receives it.
        message_id: an id that was left free for it; the next one if left out.

    Raises:
        UnknownSession: the persona has no session with that id.
    """
    check_id(session_id, "session")
    check_text(character_name, "name")
    check_text(run, "run")
    message_id = insert_message(file, session_id, "", 0, character_name, message_id)
    file.execute("replies.begin_reply", (message_id, run, utc_now()))
    return message_id


def restart_reply(file: PersonaFile, message_id: int, run: str) -> str:
    """Mark a reply as arriving again; answer the text that it has, which the rest is appended to.

    As it is now it becomes a version beside the one that goes on, which has the same text and thought at
    first. That can be taken back once the reply has ended; if nothing comes, there is nothing to take back.

    Raises:
        InvalidInput: the reply is not there any more, or is arriving.
    """
    check_id(message_id, "message")
    check_text(run, "run")
    said = _text_of(file, message_id)
    check_arrived(file, message_id)
    thought = get_thought(file, message_id)
    if said.strip():
        begin_further(file, message_id, said)
    file.execute("replies.begin_reply", (message_id, run, utc_now()))
    file.execute("replies.store_thought", (*thought_columns(thought), message_id))
    return said


def begin_anew(file: PersonaFile, message_id: int, character_name: str, run: str) -> None:
    """Mark a reply as arriving anew. What it says becomes a version beside the one that arrives.

    That can be taken back once the reply has ended; if nothing comes, there is nothing to take back.

    Raises:
        InvalidInput: the reply is not there any more, or is arriving.
    """
    check_id(message_id, "message")
    check_text(character_name, "name")
    check_text(run, "run")
    said = _text_of(file, message_id)
    check_arrived(file, message_id)
    if said.strip() or get_thought(file, message_id):
        begin_another(file, message_id, character_name)
    file.execute("replies.begin_reply", (message_id, run, utc_now()))


def store_reply_text(file: PersonaFile, message_id: int, text: str, thought: Thought | None = None) -> bool:
    """Commit the text so far, and a given thought; whether the message is still there."""
    check_id(message_id, "message")
    if thought is not None:
        file.execute("replies.store_thought", (*thought_columns(storable_thought(thought)), message_id))
    values = (clean_text(text), message_id)
    return file.execute("chat.update_message_text", values).rowcount > 0


def finish_reply(
    file: PersonaFile,
    message_id: int,
    text: str,
    outcome: ReplyOutcome,
    *,
    prefix: str = "",
    earlier: Thought | None = None,
) -> bool:
    """Store a reply's text and how it ended, together; whether the message says that now.

    One that did not end as complete and has no new text is not kept: the message says again what it said
    before, and where it has never said anything, it is removed. What the model has thought is kept even so,
    as the message's or in a version beside what it said before.

    Args:
        file: the persona's.
        message_id: the reply.
        text: all of it.
        outcome: how it ended.
        prefix: what it said already when it was continued.
        earlier: what was thought before that.
    """
    check_id(message_id, "message")
    text, outcome = clean_text(text), storable_outcome(outcome)
    found = _reply(file, message_id)
    if found is None:
        return False
    is_unchanged = text.strip() == clean_text(prefix).strip()
    is_silent = is_unchanged and outcome.status is not ReplyStatus.COMPLETE
    has_thought_on = outcome.thought is not None and outcome.thought != earlier
    if is_silent and not has_thought_on and _drop(file, message_id, text):
        return False
    if is_unchanged and text and not is_silent:
        # It was complete as it was: that is no version of its own.
        give_back(file, message_id)
    file.execute("chat.update_message_text", (text, message_id))
    file.execute("replies.finish_reply", (*_columns(outcome), utc_now(), message_id))
    file.execute("sessions.touch_session", (utc_now(), found[0]))
    return not (is_silent and step_back(file, message_id))


def keep_reply(file: PersonaFile, message_id: int) -> None:
    """Take a reply as complete, however it ended."""
    check_id(message_id, "message")
    file.execute("replies.keep_reply", (utc_now(), message_id))


def drop_reply(file: PersonaFile, message_id: int) -> None:
    """Drop a reply that has said nothing new, but not what its message said before."""
    if not give_back(file, message_id):
        file.execute("chat.delete_message", (message_id,))


def _drop(file: PersonaFile, message_id: int, text: str) -> bool:
    """The same for one that is to say this: where another program took the version before, that stays."""
    if text.strip():
        return give_back(file, message_id)
    drop_reply(file, message_id)
    return True


def _text_of(file: PersonaFile, message_id: int) -> str:
    found = _reply(file, message_id)
    if found is None:
        raise InvalidInput(
            Phrase("Chat", "This reply no longer exists."), Phrase("Chat", "Send another message.")
        )
    return found[1]


def _reply(file: PersonaFile, message_id: int) -> tuple[int, str] | None:
    found = file.execute("replies.get_reply", (message_id,)).fetchone()
    return None if found is None else (reading.whole(found[0]), reading.text(found[1]))


def _columns(outcome: ReplyOutcome) -> tuple[str | int | bytes | None, ...]:
    return (
        outcome.status.value,
        stored_problem(outcome.problem),
        outcome.model,
        outcome.stop_reason,
        *outcome.usage,
        outcome.first_text_ms,
        *thought_columns(outcome.thought),
        outcome.effort,
    )
