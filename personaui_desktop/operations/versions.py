"""Verbs on the versions of a message: list, choose, delete. What they change can be taken back."""

from personaui_desktop.background.operation import Operation
from personaui_desktop.database import versions
from personaui_desktop.operations.messages import told_of
from personaui_desktop.operations.on_file import Read, Write
from personaui_desktop.records.versions import ChosenVersion, Version


def listing(persona_id: str, message_id: int) -> Operation[list[Version]]:
    """A message's versions in their order; none where it has always had one text."""
    return Read(lambda file: versions.list_versions(file, message_id), on=persona_id)


def choose(
    persona_id: str, session_id: int, message_id: int, version_id: int
) -> Operation[ChosenVersion | None]:
    """Have a message say what one of its versions says; ``None`` where that version is gone."""
    return Write(
        lambda file: versions.choose_version(file, version_id),
        on=persona_id,
        announces=told_of(persona_id, session_id, (message_id,)),
    )


def step(persona_id: str, session_id: int, message_id: int, by: int) -> Operation[ChosenVersion | None]:
    """Go some versions on or, with a negative number, back; ``None`` where there is none."""
    return Write(
        lambda file: versions.step_version(file, message_id, by),
        on=persona_id,
        announces=told_of(persona_id, session_id, (message_id,)),
    )


def delete(
    persona_id: str, session_id: int, message_id: int, version_id: int
) -> Operation[ChosenVersion | None]:
    """Delete a version; of the chosen one a neighbour takes the place. ``None`` where it is gone or alone."""
    return Write(
        lambda file: versions.delete_version(file, version_id),
        on=persona_id,
        announces=told_of(persona_id, session_id, (message_id,)),
    )
