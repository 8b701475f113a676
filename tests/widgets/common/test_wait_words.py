"""What is said of a server that is waited for."""

import pytest

from personaui_desktop.records.replies import ServerWait
from personaui_desktop.widgets.common.wait_words import WaitWords, words_of

BUSY = "The server is busy."


@pytest.mark.parametrize(
    ("left", "remedy", "changes_in_ms"),
    [
        (7.75, "Retrying in 8 seconds.", 750),
        (2.0, "Retrying in 2 seconds.", 1000),
        (1.25, "Retrying in 2 seconds.", 250),
        (1.0, "Retrying in 1 second.", None),
        (0.2, "Retrying in 1 second.", None),
        (-3.0, "Retrying in 1 second.", None),
    ],
)
def test_a_busy_server_is_counted_down_in_whole_seconds(
    left: float, remedy: str, changes_in_ms: int | None
) -> None:
    assert words_of(ServerWait(busy_until=100.0 + left), 100.0) == WaitWords(BUSY, remedy, changes_in_ms)


def test_a_silent_server_is_told_of_after_about_ten_seconds() -> None:
    silent = ServerWait(silent_since=100.0)
    assert words_of(silent, 100.0) == WaitWords(changes_in_ms=10_000)
    assert words_of(silent, 109.5) == WaitWords(changes_in_ms=500)
    assert words_of(silent, 110.0) == WaitWords("The server has not answered yet.")


def test_nothing_is_said_of_a_server_that_answers() -> None:
    assert words_of(ServerWait(), 100.0) == WaitWords()
