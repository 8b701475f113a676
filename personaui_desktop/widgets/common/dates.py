"""Times as the database keeps them, turned into what people read."""

from datetime import UTC, date, datetime

TODAY, YESTERDAY = "Today", "Yesterday"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_BEGINNING = datetime(1970, 1, 2, tzinfo=UTC)


def to_local(text: str) -> datetime:
    """The local time of UTC text ``YYYY-MM-DD HH:MM:SS[.ffffff]``.

    Text that is no time, as a foreign file may hold, counts as the beginning of 1970: no row is lost for it.
    """
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone()
    except (ValueError, OverflowError, OSError):
        return _BEGINNING.astimezone()


def local_now() -> datetime:
    """Now, in the local time zone."""
    return datetime.now(UTC).astimezone()


def time_of_day(moment: datetime) -> str:
    """``14:12``."""
    return f"{moment.hour:02}:{moment.minute:02}"


def month_title(day: date) -> str:
    """``November 2026``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def short_date(moment: datetime, now: datetime) -> str:
    """``14:12`` if it is today, else ``18 Nov``, in other years ``18 Nov 2025``."""
    if moment.date() == now.date():
        return time_of_day(moment)
    return _short_day(moment, is_year_said=moment.year != now.year)


def short_range(first: datetime, last: datetime, now: datetime) -> str:
    """``Today``, ``18 Nov``, ``12 to 14 Nov``, ``28 Nov to 2 Dec``, with the year where it is another."""
    first, last = sorted((first, last))
    if first.date() == last.date() == now.date():
        return TODAY
    end = _short_day(last, is_year_said=last.year != now.year or first.year != last.year)
    if first.date() == last.date():
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    return f"{_short_day(first, is_year_said=first.year != last.year)} to {end}"


def _short_day(moment: datetime, *, is_year_said: bool) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1][:3]}" + (f" {moment.year}" if is_year_said else "")


def full_date(moment: datetime) -> str:
    """``Monday, 23 November 2026, 14:12``, for tooltips and screen readers."""
    return f"{full_day(moment.date())}, {time_of_day(moment)}"


def full_day(day: date) -> str:
    """``Monday, 23 November 2026``."""
    return f"{day_of_year(day)} {day.year}"


def day_of_year(day: date) -> str:
    """``Monday, 23 November``."""
    return f"{_DAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]}"
