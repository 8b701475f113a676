import pytest

from personaui_desktop.database.checks import (
    LARGEST_INTEGER,
    check_count,
    check_id,
    check_persona_id,
    check_text,
)
from personaui_desktop.errors import InvalidInput


@pytest.mark.parametrize("good", ["default", "a", "A-Z_09", "x" * 64])
def test_persona_ids(good: str) -> None:
    assert check_persona_id(good) == good


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "..",
        "a/b",
        "a\\b",
        "../main",
        "a.b",
        "x" * 65,
        "ä",
        "a\n",
        "a\0",
        " a",
        "%41",
        None,
        7,
        b"a",
        "C:",
    ],
)
def test_other_persona_ids_are_refused_with_a_sentence(bad: object) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_persona_id(bad)
    assert "is not a persona's id" in str(caught.value)
    assert str(caught.value.remedy)


def test_counts_and_ids() -> None:
    assert check_count(10**40, "limit") == LARGEST_INTEGER
    assert check_count(0, "limit") == 0
    assert check_id(-4, "message") == -4
    for bad in (LARGEST_INTEGER + 1, -(2**63), False, "1", 1.0, None):
        with pytest.raises(InvalidInput):
            check_id(bad, "message")


def test_half_a_character_is_refused_and_said_where() -> None:
    with pytest.raises(InvalidInput, match="position 3"):
        check_text("ab\udc00", "message")
    assert check_text("a\0🌙", "message") == "a\0🌙"


def test_what_is_shown_of_something_huge_is_short() -> None:
    with pytest.raises(InvalidInput) as caught:
        check_persona_id("x" * 10_000)
    assert len(str(caught.value)) < 120
