"""What the separator says that stands where another day of the conversation begins."""

from datetime import date, timedelta

from personaui_desktop.translation import translated
from personaui_desktop.widgets.common.dates import TODAY, YESTERDAY, day_of_year, full_day


def separator_words(day: date, today: date) -> str:
    """``Today``, ``Yesterday``, ``Monday, 23 November``, with the year if it is another."""
    if day == today:
        return translated(TODAY)
    if day == today - timedelta(days=1):
        return translated(YESTERDAY)
    return day_of_year(day) if day.year == today.year else full_day(day)
