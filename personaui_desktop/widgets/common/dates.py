"""Times as the database keeps them, turned into what people read."""

from datetime import UTC, date, datetime

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated

TODAY, YESTERDAY = Phrase("Dates", "Today"), Phrase("Dates", "Yesterday")
_DAYS = (
    Phrase("Dates", "Monday"),
    Phrase("Dates", "Tuesday"),
    Phrase("Dates", "Wednesday"),
    Phrase("Dates", "Thursday"),
    Phrase("Dates", "Friday"),
    Phrase("Dates", "Saturday"),
    Phrase("Dates", "Sunday"),
)
_MONTHS = (
    Phrase("Dates", "January"),
    Phrase("Dates", "February"),
    Phrase("Dates", "March"),
    Phrase("Dates", "April"),
    Phrase("Dates", "May"),
    Phrase("Dates", "June"),
    Phrase("Dates", "July"),
    Phrase("Dates", "August"),
    Phrase("Dates", "September"),
    Phrase("Dates", "October"),
    Phrase("Dates", "November"),
    Phrase("Dates", "December"),
)
_SHORT_MONTHS = (
    Phrase("Short dates", "Jan"),
    Phrase("Short dates", "Feb"),
    Phrase("Short dates", "Mar"),
    Phrase("Short dates", "Apr"),
    Phrase("Short dates", "May"),
    Phrase("Short dates", "Jun"),
    Phrase("Short dates", "Jul"),
    Phrase("Short dates", "Aug"),
    Phrase("Short dates", "Sep"),
    Phrase("Short dates", "Oct"),
    Phrase("Short dates", "Nov"),
    Phrase("Short dates", "Dec"),
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
    title = translate("Dates", "{month} {year}")
    return title.format(month=translated(_MONTHS[day.month - 1]), year=day.year)


def today_amid() -> str:
    """``today``, amid a sentence."""
    return translate("Dates", "today")


def short_date(moment: datetime, now: datetime) -> str:
    """``14:12`` if it is today, else ``18 Nov``, in other years ``18 Nov 2025``."""
    if moment.date() == now.date():
        return time_of_day(moment)
    return _short_day(moment, is_year_said=moment.year != now.year)


def short_range(first: datetime, last: datetime, now: datetime) -> str:
    """``Today``, ``18 Nov``, ``12 to 14 Nov``, ``28 Nov to 2 Dec``, with the year where it is another."""
    first, last = sorted((first, last))
    if first.date() == last.date() == now.date():
        return translated(TODAY)
    end = _short_day(last, is_year_said=last.year != now.year or first.year != last.year)
    if first.date() == last.date():
        return end
    if (first.year, first.month) == (last.year, last.month):
        begin = str(first.day)
    else:
        begin = _short_day(first, is_year_said=first.year != last.year)
    return translate("Dates", "{first} to {last}").format(first=begin, last=end)


def _short_day(moment: datetime, *, is_year_said: bool) -> str:
    form = (
        translate("Short dates", "{day} {month} {year}")
        if is_year_said
        else translate("Short dates", "{day} {month}")
    )
    month = translated(_SHORT_MONTHS[moment.month - 1])
    return form.format(day=moment.day, month=month, year=moment.year)


def full_date(moment: datetime) -> str:
    """``Monday, 23 November 2026, 14:12``, for tooltips and screen readers."""
    form = translate("Dates", "{day}, {time}")
    return form.format(day=full_day(moment.date()), time=time_of_day(moment))


def full_day(day: date) -> str:
    """``Monday, 23 November 2026``."""
    return translate("Dates", "{day} {year}").format(day=day_of_year(day), year=day.year)


def day_of_year(day: date) -> str:
    """``Monday, 23 November``."""
    return translate("Dates", "{weekday}, {day} {month}").format(
        weekday=translated(_DAYS[day.weekday()]), day=day.day, month=translated(_MONTHS[day.month - 1])
    )
