from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.personas.macros import MacroScene, expand_profile, replace_macros
from personaui_desktop.records.personas import Profile

NOW = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)
SCENE = MacroScene("Mia", "Sam", NOW, "What {{user}} said.", NOW - timedelta(hours=3, minutes=10), "1", "x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{char}} meets {{user}}.", "Mia meets Sam."),
        ("{{ CHAR }} and {{User}}", "Mia and Sam"),
        ("<BOT> and <user> <b>", "Mia and Sam <b>"),
        ("a{{// never {{seen}} }}b{{comment: nor this}}c{{hidden_key:x}}{{//}}", "abc"),
        (
            "{{time}} {{isotime}} {{date}} {{isodate}} {{WEEKDAY}}",
            "14:05 14:05 25 November 2026 2026-11-25 Wednesday",
        ),
        ("{{idle_duration}} ago", "3 hours ago"),
        ("{{lastMessage}}", "What {{user}} said."),
        ("a{{newline}}b", "a\nb"),
        ("a\n\n{{trim}}\n\nb\n", "ab\n"),
        ("{{reverse:abc}}", "cba"),
        ("{{reverse:{{user}}}}", "maS"),
        ("{{random:{{user}},{{user}}}}", "Sam"),
        ("{{pick::{{char}}}}", "Mia"),
        ("{{roll:1}} {{roll:d1}} {{roll:3d1+2}} {{roll 1}}", "1 1 5 1"),
        ("{{original}} {{unknown}} {{charm}} {char} {{}} {{roll:x}} {{random}}", None),
        ("{{unknown:{{char}}}}", "{{unknown:Mia}}"),
        ("{{char", "{{char"),
        ("{{ {{char}}", "{{ Mia"),
        ("{{char:x}} {{roll:0}}", None),
    ],
)
def test_macros(text: str, expected: str | None) -> None:
    assert replace_macros(text, SCENE) == (text if expected is None else expected)


def test_what_a_name_contains_is_not_a_macro_and_parts_no_arguments() -> None:
    scene = MacroScene("{{user}}", r"\1, a::b <BOT>")
    assert replace_macros("{{char}} {{user}}", scene) == r"{{user}} \1, a::b <BOT>"
    assert replace_macros("{{random:{{user}}}}", scene) == r"\1, a::b <BOT>"


def test_a_choice_is_by_chance_and_a_pick_stays_in_its_conversation() -> None:
    many = ",".join(map(str, range(50)))
    by_chance = SCENE._replace(throw="")
    assert len({replace_macros(f"{{{{random:{many}}}}}", by_chance) for _ in range(40)}) > 1
    assert len({replace_macros("{{roll:d1000}}", by_chance) for _ in range(40)}) > 1
    text = f"{{{{pick:{many}}}}} {{{{pick:{many}}}}} {{{{pick:{many}}}}}"
    picked = {replace_macros(text, by_chance) for _ in range(20)}
    assert len(picked) == 1
    assert len(set(picked.pop().split())) > 1
    assert len({replace_macros(text, SCENE._replace(place=str(place))) for place in range(20)}) > 1
    assert len({replace_macros(f"{{{{random:{many}}}}}", SCENE) for _ in range(20)}) == 1


@pytest.mark.parametrize(
    ("pause", "words"),
    [
        (timedelta(), "just now"),
        (timedelta(minutes=1), "a minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(hours=1), "an hour"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=400), "a year"),
        (-timedelta(days=2), "just now"),
    ],
)
def test_a_pause_in_words(pause: timedelta, words: str) -> None:
    assert replace_macros("{{idle_duration}}", SCENE._replace(since=NOW - pause)) == words
    assert replace_macros("{{idle_duration}}", SCENE._replace(since=None)) == "just now"


@given(st.text(alphabet="{}/:,char user<>BOT.roll:d", max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(replace_macros(text, SCENE), str)


@pytest.mark.parametrize(
    "text", ["{{roll:9999d9999999}}", "{{roll:" + "9" * 100_000 + "}}", "{{random:" + "a," * 50_000 + "}}"]
)
def test_large_numbers_and_lists_take_no_time(text: str) -> None:
    assert len(replace_macros(text, SCENE)) < 200_000


def test_a_whole_profile() -> None:
    profile = Profile("Mia", "{{char}} is kind to {{user}}", "I'm {{char}}", b"png", traits="{{char}}: x")
    assert expand_profile(profile, MacroScene("", "Sam")) == Profile(
        "Mia", "Mia is kind to Sam", "I'm Mia", b"png", traits="Mia: x"
    )
    assert expand_profile(profile._replace(nickname="M")).greeting == "I'm M"
