import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.personas.macro_syntax import DEEPEST, MacroCall, MacroText, read_macros


def written(pieces: MacroText) -> str:
    return "".join(p if isinstance(p, str) else "{{" + written(p.inner) + "}}" for p in pieces)


@given(st.text(alphabet="{}:,\\a ", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    assert written(read_macros(text)) == text


@pytest.mark.parametrize(
    "text", ["{{" * 50_000, "}}" * 50_000, "{{a:" * 50_000 + "}}" * 50_000, "{" * 99_999]
)
def test_hostile_texts_are_read_all_the_same(text: str) -> None:
    assert written(read_macros(text)) == text


def depth(pieces: MacroText) -> int:
    return max((1 + depth(p.inner) for p in pieces if isinstance(p, MacroCall)), default=0)


def test_there_is_an_end_to_macros_within_macros() -> None:
    assert depth(read_macros("{{a:" * 50 + "}}" * 50)) == DEEPEST


@pytest.mark.parametrize(
    ("text", "name", "arguments"),
    [
        ("{{random:a,b}}", "random", [("a",), ("b",)]),
        (r"{{ Random : a\,b , c}}", "random", [(" a,b ",), (" c",)]),
        ("{{pick::a,b::c}}", "pick", [("a,b",), ("c",)]),
        ("{{random a::b}}", "random", [("a",), ("b",)]),
        ("{{roll d6}}", "roll", [("d6",)]),
        ("{{random:,}}", "random", [("",), ("",)]),
        ("{{random:{{a}},b}}", "random", [("", MacroCall(("a",)), ""), ("b",)]),
    ],
)
def test_names_and_arguments(text: str, name: str, arguments: list[MacroText]) -> None:
    (call,) = read_macros(text)
    assert isinstance(call, MacroCall)
    assert (call.name, call.arguments()) == (name, arguments)


def test_what_has_no_name_has_none() -> None:
    for text in ("{{}}", "{{ 7}}", "{{{{a}}}}"):
        (call,) = read_macros(text)
        assert isinstance(call, MacroCall)
        assert call.name == ""
