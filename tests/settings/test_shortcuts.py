"""Keys that a person chose are in force in place of others, and what makes no sense harms nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.settings.shortcuts import MOST_KEYS, chosen_keys, in_force, is_shortcut

DECLARED = {"new": ("Ctrl+N",), "find": ("Ctrl+F", "F3"), "quit": ("Ctrl+Q",)}


@pytest.mark.parametrize("keys", ["Ctrl+N", "Ctrl++", "Alt+Left", "Meta+Shift+Space", "F1", "Shift+F35"])
def test_keys_with_a_held_one_and_function_keys_can_start_something(keys: str) -> None:
    assert is_shortcut(keys)


@pytest.mark.parametrize(
    "keys", ["", "A", "Shift+A", "Enter", "Esc", "Space", "Tab", "Ctrl+", "F36", "Shift+Tab"]
)
def test_what_is_needed_for_writing_cannot(keys: str) -> None:
    assert not is_shortcut(keys)


def test_what_was_chosen_is_taken_from_whoever_declares_it() -> None:
    assert in_force(DECLARED, {}) == DECLARED
    assert in_force(DECLARED, {"quit": ["Ctrl+F"]}) == {
        "new": ("Ctrl+N",),
        "find": ("F3",),
        "quit": ("Ctrl+F",),
    }
    assert in_force(DECLARED, {"new": []})["new"] == ()


def test_of_two_for_which_the_same_was_chosen_the_first_has_it() -> None:
    found = in_force(DECLARED, {"quit": ["F5"], "new": ["F5", "F6"]})
    assert (found["new"], found["quit"]) == (("F5", "F6"), ())


@pytest.mark.parametrize("value", [None, "Ctrl+N", 3, {}, {"a": 1}])
def test_what_is_no_list_was_not_chosen(value: object) -> None:
    assert chosen_keys({"new": value}, "new") is None
    assert chosen_keys({}, "new") is None


def test_of_a_list_counts_what_are_keys() -> None:
    assert chosen_keys({"new": [3, None, "A", "F5", ["F6"]]}, "new") == ("F5",)
    assert chosen_keys({"new": [f"F{at}" for at in range(1, 30)]}, "new") == tuple(
        f"F{at}" for at in range(1, MOST_KEYS + 1)
    )


KEYS = st.sampled_from(["Ctrl+N", "Ctrl+F", "F3", "F5", "A", ""])


@given(st.dictionaries(st.sampled_from([*DECLARED, "unknown"]), st.lists(KEYS, max_size=3) | st.none()))
def test_no_keys_ever_start_two(chosen: dict[str, object]) -> None:
    found = in_force(DECLARED, chosen)
    keys = [each for its in found.values() for each in set(its)]
    assert len(keys) == len(set(keys))
    assert set(found) == set(DECLARED)
