"""Under which heading a session stands, and how its time is written there."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.sessions import SessionGroup
from personaui_desktop.translation import translated
from personaui_desktop.widgets.common.dates import (
    TODAY,
    YESTERDAY,
    local_now,
    short_date,
    time_of_day,
    to_local,
)

EARLIER = Phrase("Conversations", "Earlier")


_GROUPS = {
    SessionGroup.PINNED.value: Phrase("Conversations", "Pinned"),
    SessionGroup.ARCHIVED.value: Phrase("Conversations", "Archived"),
    SessionGroup.TRASHED.value: Phrase("Conversations", "Trash"),
}


def heading_of(group: str, updated: str) -> str:
    """The heading of a group, by its value; of sessions in none, that of the day when one last changed."""
    return translated(_GROUPS[group]) if group in _GROUPS else group_of(updated)


def group_of(updated: str) -> str:
    """The heading for a session that last changed then (UTC text)."""
    return translated(_group(updated, local_now().date()))


def time_text(updated: str) -> str:
    """Its time within the group: ``14:12`` today and yesterday, a date earlier."""
    return _time(updated, local_now().date())


@lru_cache(maxsize=4096)
def _group(updated: str, today: date) -> Phrase:
    day = to_local(updated).date()
    # A clock that was set back must not put new sessions beneath old ones.
    if day >= today:
        return TODAY
    return YESTERDAY if day == today - timedelta(days=1) else EARLIER


@lru_cache(maxsize=4096)
def _time(updated: str, today: date) -> str:
    moment = to_local(updated)
    if _group(updated, today) is EARLIER:
        return short_date(moment, datetime(today.year, today.month, today.day, tzinfo=moment.tzinfo))
    return time_of_day(moment)
