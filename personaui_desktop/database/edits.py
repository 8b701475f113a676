"""What a person changes a message to: its draft while it is written, and the change itself."""

from personaui_desktop.database.arriving import check_arrived
from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.messages import message_rows, session_of
from personaui_desktop.database.reading import text
from personaui_desktop.database.undo_steps import undoable
from personaui_desktop.database.version_shelf import chosen_on
from personaui_desktop.database.versions import begin_version
from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.undo import RowKey, StepKind


def edit_message(file: PersonaFile, message_id: int, said: str, *, keeps_version: bool = False) -> int | None:
    """Give a message another text, which can be taken back. What its edit was drafted as goes with that.

    Of a message with versions it is the chosen one that changes.

    Args:
        file: the persona's.
        message_id: the message.
        said: its text from now on.
        keeps_version: whether the text that it has stays as a version beside the new one.

    Returns:
        The step that takes it back; ``None`` where it has that text already.

    Raises:
        InvalidInput: the message is not there any more; a reply is arriving in it; the text cannot be stored.
    """
    check_text(said, "message")
    session_id = session_of(file, message_id)
    if session_id is None:
        raise InvalidInput(
            Phrase("Messages", "This message no longer exists."),
            Phrase("Messages", "Copy your text, and send it as a new message."),
        )
    check_arrived(file, message_id)
    _, before, _ = file.execute("messages.get_message", (message_id,)).fetchone()
    file.execute("edits.delete_draft", (message_id,))
    if text(before) == said:
        return None
    if keeps_version and file.execute("replies.get_reply", (message_id,)).fetchone():
        # Versions of a reply that come later stay when this is taken back, and stand beside a first one.
        chosen_on(file, message_id)
    with undoable(file, StepKind.MESSAGE_EDITED, session_id) as step:
        if keeps_version:
            before = message_rows(file, message_id)
            step.keep(*before)
            begin_version(file, message_id, said)
            step.made(*(row for row in message_rows(file, message_id) if row not in before))
        else:
            step.keep(RowKey("chat_messages", message_id))
            file.execute("chat.update_message_text", (said, message_id))
    return step.step_id


def put_edit_draft(file: PersonaFile, message_id: int, content: str | None) -> bool:
    """Keep what a message is being changed to, in the place of the last such text; ``None`` forgets it.

    Returns:
        Whether the message is still there.
    """
    check_id(message_id, "message")
    file.execute("edits.delete_draft", (message_id,))
    if content is None:
        return session_of(file, message_id) is not None
    values = (message_id, check_text(content, "draft"), utc_now())
    return file.execute("edits.insert_draft", values).rowcount > 0


def get_edit_drafts(file: PersonaFile, session_id: int) -> dict[int, str]:
    """What messages of a session are being changed to, by message id."""
    rows = file.execute("edits.get_drafts", (check_id(session_id, "session"),))
    return {message_id: text(content) for message_id, content in rows}
