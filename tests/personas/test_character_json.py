import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.personas.character_json import from_json, to_json
from personaui_desktop.records.personas import Character, Profile

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PROFILES = st.builds(
    Profile,
    TEXT,
    TEXT,
    TEXT,
    st.none() | st.binary(min_size=1, max_size=20),
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    TEXT,
)


@given(st.builds(Character, PROFILES, st.lists(TEXT, max_size=3).map(tuple), TEXT, st.lists(TEXT).map(tuple)))
def test_what_is_kept_comes_back(character: Character) -> None:
    assert from_json(to_json(character)) == character


def test_half_a_character_is_replaced() -> None:
    found = from_json(to_json(Character(Profile("a\ud83d"))))
    assert found is not None
    assert found.profile.name == "a\ufffd"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"profile": 1}', '{"profile": {"avatar": "?"}}', "[" * 100_000]
)
def test_what_is_no_draft_is_none(text: str) -> None:
    assert from_json(text) is None


def test_what_a_later_version_added_is_passed_over() -> None:
    assert from_json('{"profile": {"name": "Mia", "hat": "x"}, "more": 1}') == Character(Profile("Mia"))
