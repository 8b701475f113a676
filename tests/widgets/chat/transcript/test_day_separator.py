from datetime import date, timedelta

import pytest

from personaui_desktop.widgets.chat.transcript.day_separator import separator_words

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "Today"),
        (TODAY - timedelta(days=1), "Yesterday"),
        (date(2026, 11, 23), "Monday, 23 November"),
        (date(2025, 3, 1), "Saturday, 1 March 2025"),
    ],
)
def test_a_separator_names_its_day(day, words):
    assert separator_words(day, TODAY) == words
