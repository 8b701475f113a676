import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.errors import InvalidInput
from personaui_desktop.personas.profile import (
    DESCRIPTION_CHARACTERS,
    NAME_CHARACTERS,
    default_profile,
    initials,
    validate_profile,
)
from personaui_desktop.records.personas import Profile


def test_the_first_persona_is_valid_and_complete() -> None:
    profile = default_profile()
    assert validate_profile(profile) == profile
    assert profile.description
    assert profile.greeting


@pytest.mark.parametrize("name", ["", "   ", "\n\t", "\u200b", "\0"])
def test_a_name_must_be_visible(name: str) -> None:
    with pytest.raises(InvalidInput, match="needs a name") as caught:
        validate_profile(Profile(name))
    assert str(caught.value.remedy)


def test_what_is_too_long_is_named() -> None:
    assert validate_profile(Profile("a" * NAME_CHARACTERS))
    with pytest.raises(InvalidInput, match=r"The name has 81 characters\. It can have up to 80"):
        validate_profile(Profile("a" * (NAME_CHARACTERS + 1)))
    with pytest.raises(InvalidInput, match="The description has 50,001"):
        validate_profile(Profile("Mia", "d" * (DESCRIPTION_CHARACTERS + 1)))
    with pytest.raises(InvalidInput, match="The greeting"):
        validate_profile(Profile("Mia", "", "g" * 20_001))


def test_texts_are_tidied() -> None:
    profile = validate_profile(Profile(" Mia\n Luise ", " kind\ud83d\ude00 \0", " \udc00hi ", b"png"))
    assert profile == Profile("Mia Luise", "kind\U0001f600", "\ufffdhi", b"png")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mia", "M"),
        ("ada lovelace", "AL"),
        ("Juan Carlos de la Vega", "JV"),
        ("  'Zoë'  ", "Z"),
        ("李小龙", "李"),
        ("7 of 9", "79"),
        ("ßeta", "S"),
        ("🙂", "?"),
        ("", "?"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


@given(st.text())
def test_every_name_has_one_or_two_initials(name: str) -> None:
    assert 1 <= len(initials(name)) <= 2
