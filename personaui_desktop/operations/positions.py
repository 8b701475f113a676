"""Verbs for finding one's place in a session: by number, by day, and how much lies around."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

from personaui_desktop.background.operation import Operation
from personaui_desktop.database import positions
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.operations.on_file import Read


def first_since(persona_id: str, session_id: int, moment: datetime) -> Operation[int | None]:
    """The id of the session's earliest message at or after a moment, if there is one."""
    text = _stored(moment)
    return Read(partial(positions.first_message_since, session_id=session_id, moment=text), on=persona_id)


def message_at(persona_id: str, session_id: int, number: int) -> Operation[int | None]:
    """The id of the message before which the session has so many; the last one's beyond the end."""
    return Read(partial(positions.message_at, session_id=session_id, number=number), on=persona_id)


def first_and_last_time(persona_id: str, session_id: int) -> Operation[tuple[str | None, str | None]]:
    """The times of the session's earliest and latest message as the file holds them."""
    return Read(partial(positions.first_and_last_time, session_id=session_id), on=persona_id)


def days_with_messages(persona_id: str, session_id: int, days: Sequence[date]) -> Operation[list[date]]:
    """Those of some local days on which the session has messages."""
    spans = [(_stored(_begin(day)), _stored(_begin(day + timedelta(days=1)))) for day in days]

    def work(file: PersonaFile) -> list[date]:
        return [days[number] for number in positions.times_with_messages(file, session_id, spans)]

    return Read(work, on=persona_id)


def count_around(
    persona_id: str, session_id: int, first_id: int | None, last_id: int | None
) -> Operation[positions.Around]:
    """How many messages the session has before one of them and after another."""
    return Read(
        partial(positions.messages_around, session_id=session_id, first_id=first_id, last_id=last_id),
        on=persona_id,
    )


def _begin(day: date) -> datetime:
    """When a day begins here."""
    return datetime(day.year, day.month, day.day).astimezone()


def _stored(moment: datetime) -> str:
    """A moment as the file holds it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
