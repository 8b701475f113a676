import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.personas.macros import expand_profile, replace_macros
from personaui_desktop.records.personas import Profile


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{char}} meets {{user}}.", "Mia meets Sam."),
        ("{{ CHAR }} and {{User}}", "Mia and Sam"),
        ("<BOT> and <user>", "Mia and Sam"),
        ("a{{// never seen }}b{{comment: nor this}}c{{hidden_key:x}}", "abc"),
        ("{{random:a,b}} {{time}} {char} {{charm}}", "{{random:a,b}} {{time}} {char} {{charm}}"),
    ],
)
def test_macros(text: str, expected: str) -> None:
    assert replace_macros(text, "Mia", "Sam") == expected


def test_what_a_name_contains_is_not_a_macro() -> None:
    assert replace_macros("{{char}} {{user}}", "{{user}}", r"\1") == r"{{user}} \1"


@given(st.text(alphabet="{}/:char user<>BOT,.", max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(replace_macros(text, "Mia"), str)


def test_a_whole_profile() -> None:
    profile = Profile("Mia", "{{char}} is kind to {{user}}", "I'm {{char}}", b"png")
    assert expand_profile(profile, "Sam") == Profile("Mia", "Mia is kind to Sam", "I'm Mia", b"png")
