import re
from datetime import UTC, datetime, timedelta

import pytest

from personaui_desktop.database import clock


def test_answers_sort_in_the_order_in_which_they_were_asked_for() -> None:
    answers = [clock.utc_now() for _ in range(500)]
    assert len(set(answers)) == 500
    assert sorted(answers) == answers
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}", answers[0])


def test_a_clock_set_back_a_little_is_bridged_and_one_set_back_far_is_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = datetime.now(UTC)
    monkeypatch.setattr(clock, "_last", now + timedelta(seconds=30))
    assert clock.utc_now() > (now + timedelta(seconds=30)).strftime("%Y-%m-%d %H:%M:%S.%f")
    monkeypatch.setattr(clock, "_last", now + timedelta(days=1))
    assert clock.utc_now() < (now + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S.%f")
