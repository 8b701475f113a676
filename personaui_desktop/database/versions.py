"""The versions of a message: put on the shelf and taken from it, with the reply and the receipt of each.

What the chosen one says is the message's own and stands nowhere else: whoever changes the message, be it
another program, changes that version. A message has versions from the moment on when it gets a second one.
"""

from collections.abc import Sequence

from personaui_desktop.database.arriving import check_arrived
from personaui_desktop.database.checks import check_id
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.ending_codes import read_problem
from personaui_desktop.database.file import NamedRow, PersonaFile
from personaui_desktop.database.messages import message_rows, session_of
from personaui_desktop.database.outcomes import usage_of
from personaui_desktop.database.reading import flag, moment, one_of, text, text_or_none, whole_or_none
from personaui_desktop.database.table_rows import CHOSEN_VERSIONS
from personaui_desktop.database.undo_steps import forget, undoable
from personaui_desktop.database.version_shelf import chosen_on, shelve_chosen, take_from_shelf
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.undo import RowKey, StepKind
from personaui_desktop.records.versions import ChosenVersion, Version


def list_versions(file: PersonaFile, message_id: int) -> list[Version]:
    """A message's versions in their order; none where it has always had one text."""
    found = file.named("versions.list_versions", (check_id(message_id, "message"),))
    return list(map(_version, found))


def choose_version(file: PersonaFile, version_id: int) -> ChosenVersion | None:
    """Have a message say what one of its versions says, which can be taken back; ``None`` where that is gone.

    Raises:
        InvalidInput: a reply is arriving in the message.
    """
    found = _where(file, version_id)
    if found is None:
        return None
    message_id, session_id, is_chosen = found
    if is_chosen:
        return ChosenVersion(message_id)
    check_arrived(file, message_id)
    with undoable(file, StepKind.VERSION_CHOSEN, session_id, *message_rows(file, message_id)) as step:
        shelve_chosen(file, message_id)
        take_from_shelf(file, message_id, version_id)
    return ChosenVersion(message_id, step.step_id)


def step_version(file: PersonaFile, message_id: int, by: int) -> ChosenVersion | None:
    """Choose the version that stands so many places on from the chosen one; ``None`` where there is none."""
    found = list_versions(file, message_id)
    chosen = next((place for place, each in enumerate(found) if each.is_chosen), None)
    if chosen is None or not 0 <= chosen + by < len(found):
        return None
    return choose_version(file, found[chosen + by].id)


def delete_version(file: PersonaFile, version_id: int) -> ChosenVersion | None:
    """Delete a version, which can be taken back; of the chosen one a neighbour takes the place.

    ``None`` where it is gone, or where it is the only one: then the message is what can be deleted.

    Raises:
        InvalidInput: a reply is arriving in the message.
    """
    found = _where(file, version_id)
    if found is None:
        return None
    message_id, session_id, is_chosen = found
    neighbour = file.execute("versions.get_neighbour", (version_id,)).fetchone()
    if is_chosen and neighbour is None:
        return None
    check_arrived(file, message_id)
    with undoable(file, StepKind.VERSION_DELETED, session_id, *message_rows(file, message_id)) as step:
        if is_chosen:
            take_from_shelf(file, message_id, neighbour[0])
        file.execute("versions.delete_version", (version_id,))
    return ChosenVersion(message_id, step.step_id)


def begin_version(file: PersonaFile, message_id: int, said: str, character_name: str | None = None) -> int:
    """Put what a message says on the shelf, within the caller's transaction, and have it say something else.

    Args:
        file: the persona's.
        message_id: a message that is there.
        said: what it says from now on.
        character_name: who says that; ``None`` for who did before.

    Returns:
        The id of the new version, which is the chosen one and has neither reply nor receipt yet.
    """
    former = shelve_chosen(file, message_id)
    version_id = file.insert("versions.insert_next", (message_id, utc_now(), former))
    file.execute("versions.say", (said, character_name, message_id))
    file.execute("versions.clear_reply", (message_id,))
    file.execute("receipts.delete_receipt", (message_id,))
    return version_id


def put_on_shelf(file: PersonaFile, message_id: int, texts: Sequence[str], character_name: str) -> None:
    """Give a message without versions some beside its own text, within the caller's transaction."""
    if texts:
        file.execute("versions.insert_first", (message_id,))
    for said in texts:
        file.execute("versions.insert_shelved", (message_id, utc_now(), said, character_name))


def begin_another(file: PersonaFile, message_id: int, character_name: str) -> None:
    """Have a message say nothing yet, in a further version. Taking that back chooses the one before again."""
    _begin_undoable(file, StepKind.VERSION_MADE, message_id, "", character_name)


def begin_further(file: PersonaFile, message_id: int, said: str) -> None:
    """Have a message go on from what it says, in a further version. Taking that back gives it as it was."""
    _begin_undoable(file, StepKind.REPLY_CONTINUED, message_id, said, None)


def give_back(file: PersonaFile, message_id: int) -> bool:
    """Drop the chosen version within the caller's transaction, and choose the one before it again.

    That it was made is no step any more: nothing has come of it.

    Returns:
        Whether there was one.
    """
    found = _chosen_and_former(file, message_id)
    if found is None:
        return False
    version_id, former = found
    _forget_step_to(file, message_id, version_id)
    file.execute("versions.delete_version", (version_id,))
    take_from_shelf(file, message_id, former)
    return True


def step_back(file: PersonaFile, message_id: int) -> bool:
    """Choose the version before the chosen one again within the caller's transaction; that one is kept.

    That it was made is no step any more: it is not chosen.

    Returns:
        Whether there was one.
    """
    found = _chosen_and_former(file, message_id)
    if found is None:
        return False
    _forget_step_to(file, message_id, found[0])
    shelve_chosen(file, message_id)
    take_from_shelf(file, message_id, found[1])
    return True


def _begin_undoable(
    file: PersonaFile, kind: StepKind, message_id: int, said: str, character_name: str | None
) -> None:
    chosen_on(file, message_id)
    with undoable(file, kind, session_of(file, message_id), RowKey(CHOSEN_VERSIONS, message_id)):
        begin_version(file, message_id, said, character_name)


def _forget_step_to(file: PersonaFile, message_id: int, version_id: int) -> None:
    for kind in (StepKind.VERSION_MADE, StepKind.REPLY_CONTINUED):
        forget(file, kind, RowKey(CHOSEN_VERSIONS, message_id), {"version_id": version_id})


def _chosen_and_former(file: PersonaFile, message_id: int) -> tuple[int, int] | None:
    chosen = file.execute("versions.get_chosen", (message_id,)).fetchone()
    if chosen is None:
        return None
    version_id, instead_of = chosen
    former = file.execute("versions.get_former", (message_id, instead_of)).fetchone()
    return None if former is None else (version_id, former[0])


def _where(file: PersonaFile, version_id: int) -> tuple[int, int, bool] | None:
    """The message and session of a version, and whether it is chosen."""
    row = file.execute("versions.get_version", (check_id(version_id, "version"),)).fetchone()
    if row is None:
        return None
    message_id, session_id, is_chosen = row
    return message_id, session_id, flag(is_chosen)


def _version(row: NamedRow) -> Version:
    status = row["status"]
    return Version(
        row["version_id"],
        flag(row["is_chosen"]),
        text(row["said"]),
        text(row["character_name"]),
        moment(row["made_at"]),
        None if status is None else one_of(ReplyStatus, status, None),
        read_problem(text_or_none(row["problem"])),
        text_or_none(row["model"]),
        usage_of(row),
        whole_or_none(row["cost_nano"]),
    )
