"""Who speaks in a conversation, as what is said and sent names them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from personaui_desktop.database.file import PersonaFile
from personaui_desktop.operations.personas import profile_of
from personaui_desktop.personas.macros import MacroScene, expand_profile
from personaui_desktop.records.messages import Message
from personaui_desktop.records.personas import Profile


def cast_of(file: PersonaFile, history: Sequence[Message] = ()) -> Profile:
    """Who the persona is, with the macros in its texts replaced.

    Args:
        file: the persona's.
        history: what was said, oldest first; none where a conversation is still to begin.
    """
    return expand_profile(profile_of(file), scene_of(file, history))


def scene_of(file: PersonaFile, history: Sequence[Message] = ()) -> MacroScene:
    """What macros stand for in a conversation, but for who the persona is.

    A conversation that is still to begin chooses by the day, so that what is shown is what is said then.
    """
    now = datetime.now(UTC).astimezone()
    if not history:
        return MacroScene("", now=now, throw=f"{now:%Y-%m-%d}")
    newest = history[-1]
    mine = [message for message in history if message.is_user]
    # The message that is being answered is no pause.
    before = mine[-2] if len(mine) > 1 else None
    return MacroScene(
        "",
        now=now,
        last_message=newest.text,
        since=None if before is None else _time_of(before.timestamp),
        place=f"{file.persona_id}:{newest.session_id}",
    )


def _time_of(timestamp: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(timestamp)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
