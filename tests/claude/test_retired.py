from datetime import date

from personaui_desktop.claude.client import DEFAULT_MODEL
from personaui_desktop.claude.retired import retired_on, retirements
from personaui_desktop.claude.who_replies import DEFAULT_MEMORY_MODEL


def test_a_retired_model_is_told_with_its_day() -> None:
    assert retired_on("claude-sonnet-4-20250514") == "2026-06-15"
    assert retired_on("claude-opus-4-5", date(2027, 1, 21)) is None
    assert retired_on("claude-opus-4-5", date(2027, 1, 22)) == "2027-01-22"
    assert retired_on("anything") is None


def test_no_model_of_ours_is_listed_as_retired_and_all_that_the_sdk_announces_are() -> None:
    from anthropic.resources.messages.messages import DEPRECATED_MODELS

    assert not {DEFAULT_MODEL, DEFAULT_MEMORY_MODEL} & set(retirements())
    assert set(DEPRECATED_MODELS) <= set(retirements())
