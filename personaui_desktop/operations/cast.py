"""Who speaks in a conversation, as what is said and sent names them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.person_choices import chosen_person
from personaui_desktop.operations.people import all_people
from personaui_desktop.operations.personas import profile_of
from personaui_desktop.personas.macros import MacroScene, expand_profile, replace_macros
from personaui_desktop.records.messages import Message
from personaui_desktop.records.people import DEFAULT_USER_NAME, Person
from personaui_desktop.records.personas import Profile


def cast_of(file: PersonaFile, history: Sequence[Message] = ()) -> Profile:
    """Who the persona is, with the macros in its texts replaced.

    Args:
        file: the persona's.
        history: what was said, oldest first; none where a conversation is still to begin.
    """
    return expand_profile(profile_of(file), scene_of(file, history))


def person_of(file: PersonaFile, history: Sequence[Message] = ()) -> Person | None:
    """Whom the persona talks with, as the person has chosen; ``None`` where they have told nothing.

    What they say of themselves may name the persona.
    """
    session_id = history[-1].session_id if history else None
    chosen = chosen_person(file, session_id)
    found = all_people().find(chosen.of_session or chosen.of_persona)
    if found is None or "{{" not in found.about:
        return found
    scene = MacroScene(profile_of(file).called, found.name)
    return found._replace(about=replace_macros(found.about, scene))


def scene_of(file: PersonaFile, history: Sequence[Message] = ()) -> MacroScene:
    """What macros stand for in a conversation, but for who the persona is.

    A conversation that is still to begin chooses by the day, so that what is shown is what is said then.
    """
    now = datetime.now(UTC).astimezone()
    person = person_of(file, history)
    user = DEFAULT_USER_NAME if person is None else person.name
    if not history:
        return MacroScene("", user, now, throw=f"{now:%Y-%m-%d}")
    newest = history[-1]
    mine = [message for message in history if message.is_user]
    # The message that is being answered is no pause.
    before = mine[-2] if len(mine) > 1 else None
    return MacroScene(
        "",
        user,
        now,
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
