from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.widgets.common.dates import (
    full_date,
    short_date,
    short_range,
    time_of_day,
    to_local,
)

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2037, 1, 1)))  # noqa: DTZ001 - the text names no zone
def test_text_of_the_database_is_utc(moment):
    expected = moment.replace(tzinfo=UTC)
    assert to_local(moment.isoformat(" ")) == expected
    assert to_local(moment.isoformat(" ", "seconds")) == expected.replace(microsecond=0)


@pytest.mark.parametrize("text", ["", "soon", "2026-13-45", "0001-01-01 00:00:00"])
def test_text_that_is_no_time_loses_no_row(text):
    assert to_local(text).year in {1, 1970}


def test_short_dates():
    assert short_date(NOW.replace(hour=8, minute=5), NOW) == "08:05"
    assert short_date(datetime(2026, 11, 18, tzinfo=UTC), NOW) == "18 Nov"
    assert short_date(datetime(2025, 11, 18, tzinfo=UTC), NOW) == "18 Nov 2025"


@pytest.mark.parametrize(
    ("first", "last", "line"),
    [
        (NOW, NOW, "Today"),
        (datetime(2026, 11, 18, tzinfo=UTC), datetime(2026, 11, 18, 23, tzinfo=UTC), "18 Nov"),
        (datetime(2026, 11, 12, tzinfo=UTC), datetime(2026, 11, 14, tzinfo=UTC), "12 to 14 Nov"),
        (datetime(2026, 11, 14, tzinfo=UTC), datetime(2026, 11, 12, tzinfo=UTC), "12 to 14 Nov"),
        (datetime(2026, 10, 28, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC), "28 Oct to 2 Nov"),
        (datetime(2025, 10, 28, tzinfo=UTC), datetime(2025, 11, 2, tzinfo=UTC), "28 Oct to 2 Nov 2025"),
        (datetime(2025, 12, 28, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC), "28 Dec 2025 to 2 Jan 2026"),
    ],
)
def test_ranges_of_days(first, last, line):
    assert short_range(first, last, NOW) == line


def test_whole_dates():
    assert time_of_day(NOW) == "09:30"
    assert full_date(NOW) == "Wednesday, 25 November 2026, 09:30"
