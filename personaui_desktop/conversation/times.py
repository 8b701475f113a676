"""Tells the model when something was said, without changing what was told before."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from personaui_desktop.records.messages import Message

PAUSE = timedelta(hours=1)
"""After a pause of this length the time is told again."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def time_notes(history: Sequence[Message], zone: tzinfo) -> list[str]:
    """For each message the note that goes before it, ``[Monday, 2026-11-23 14:10]``, or an empty text.

    A message of the user has one where it is the first, comes after a pause, or on another day. A note
    depends on its message and the one before it, never on the present: what was sent once is sent alike ever
    after, so that it stays cached.
    """
    notes = []
    before: datetime | None = None
    is_first = True
    for message in history:
        time = _local(message.timestamp, zone)
        note = ""
        if time and message.is_user and (is_first or _is_news(time, before)):
            note, is_first = _note(time), False
        notes.append(note)
        before = time or before
    return notes


def time_note(history: Sequence[Message], place: int, zone: tzinfo) -> str:
    """The note that goes before the message at that place, without looking at all before it."""
    message = history[place]
    time = _local(message.timestamp, zone)
    if time is None or not message.is_user:
        return ""
    times = (_local(history[earlier].timestamp, zone) for earlier in reversed(range(place)))
    before = next(filter(None, times), None)
    is_told = _is_news(time, before) or not any(
        one.is_user and _local(one.timestamp, zone) for one in history[:place]
    )
    return _note(time) if is_told else ""


def _is_news(time: datetime, before: datetime | None) -> bool:
    return before is None or time - before >= PAUSE or time.date() != before.date()


def _note(time: datetime) -> str:
    return f"[{_DAYS[time.weekday()]}, {time:%Y-%m-%d %H:%M}]"


def _local(timestamp: str, zone: tzinfo) -> datetime | None:
    try:
        time = datetime.fromisoformat(timestamp)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(zone)
    except (ValueError, OverflowError):
        return None
