"""What can be done with messages that are there: change them, delete them, and where all of each is kept."""

import json
from collections.abc import Sequence

from personaui_desktop.database.arriving import check_arrived
from personaui_desktop.database.checks import check_id
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.table_rows import finding, has_own_ids, tables_of_messages
from personaui_desktop.database.undo_steps import undoable
from personaui_desktop.errors import InvalidInput
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import Deleted
from personaui_desktop.records.undo import RowKey, StepKind

MOST_AT_ONCE = 5_000
"""More messages are not deleted at one go: each is kept in the undo history, and nobody waits that long."""


def delete_messages(file: PersonaFile, session_id: int, message_ids: Sequence[int]) -> int | None:
    """Delete those of the messages that a session has, which can be taken back.

    Returns:
        The step that takes it back; ``None`` where none of them is there.

    Raises:
        InvalidInput: one of them is a reply that is arriving, or they are too many.
    """
    wanted = json.dumps([check_id(message_id, "message") for message_id in message_ids])
    values = (wanted, check_id(session_id, "session"))
    return _delete(file, session_id, _ids(file, "messages.ids_among", values))


def delete_range(file: PersonaFile, session_id: int, first_id: int, last_id: int) -> Deleted:
    """Delete a session's messages from one to another, both included, as `delete_messages` does."""
    ends = check_id(first_id, "message"), check_id(last_id, "message")
    values = (check_id(session_id, "session"), *ends, MOST_AT_ONCE + 1)
    ids = _ids(file, "messages.ids_between", values)
    return Deleted(tuple(ids), _delete(file, session_id, ids))


def session_of(file: PersonaFile, message_id: int) -> int | None:
    """The session that a message belongs to; ``None`` where the message is not there."""
    found = file.named("messages.get_message", (check_id(message_id, "message"),))
    return next((row["session_id"] for row in found), None)


def message_rows(file: PersonaFile, message_id: int) -> list[RowKey]:
    """Where a message is kept, and all that is kept beside it."""
    beside = (
        RowKey(table, row_id) for table in tables_of_messages() for row_id in _rows(file, table, message_id)
    )
    return [RowKey("chat_messages", message_id), *beside]


def _rows(file: PersonaFile, table: str, message_id: int) -> list[int]:
    """By what the rows of a message are found: itself, also where it has none, or ids of their own."""
    if not has_own_ids(table):
        return [message_id]
    return [row_id for (row_id,) in file.connection.execute(finding(table), (message_id,))]


def _ids(file: PersonaFile, query: str, values: tuple[int | str, ...]) -> list[int]:
    return [message_id for (message_id,) in file.execute(query, values)]


def _delete(file: PersonaFile, session_id: int, message_ids: list[int]) -> int | None:
    if len(message_ids) > MOST_AT_ONCE:
        raise InvalidInput(
            Phrase("Messages", "More than {most} messages cannot be deleted at once.").filled(
                most=MOST_AT_ONCE
            ),
            Phrase("Messages", "Delete fewer at a time."),
        )
    for message_id in message_ids:
        check_arrived(file, message_id)
    with undoable(file, StepKind.MESSAGES_DELETED, session_id) as step:
        for message_id in message_ids:
            step.keep(*message_rows(file, message_id))
            file.execute("chat.delete_message", (message_id,))
    return step.step_id
