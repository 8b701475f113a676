from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.conversation.tokens import estimate_tokens


def test_ordinary_english_is_estimated_within_reason() -> None:
    words = "The quick brown fox jumps over the lazy dog, and nobody minds very much. " * 10
    assert 130 <= estimate_tokens(words) <= 230


@given(st.text(), st.text())
def test_more_text_is_never_fewer_tokens(one: str, other: str) -> None:
    assert (
        estimate_tokens(one) <= estimate_tokens(one + other) <= estimate_tokens(one) + estimate_tokens(other)
    )


def test_nothing_is_nothing_and_a_lone_surrogate_is_something() -> None:
    assert estimate_tokens("") == 0
    assert estimate_tokens("a") == 1
    assert estimate_tokens("\ud83d") == 1
