import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.widgets.sessions.plain_preview import plain_preview


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("*laughs* That is **exactly** it", "laughs That is exactly it"),
        ("# Title\n\n- one\n- two", "Title one two"),
        ("> said\n> once", "said once"),
        ("see [the ferry](https://example.org/x) and ![a map](m.png)", "see the ferry and a map"),
        ("```python\nx = 1\n```", "x = 1"),
        ("call `f(x)` now", "call f(x) now"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("one\n\n---\n\ntwo", "one two"),
        ("$p^*$ and $q^*$ of *it*", "$p^*$ and $q^*$ of it"),
        ("", ""),
    ],
)
def test_marks_are_taken_away(markdown, plain):
    assert plain_preview(markdown) == plain


@given(st.text(max_size=200))
def test_any_text_becomes_one_line(text):
    plain = plain_preview(text)
    assert len(plain.splitlines()) <= 1
    assert len(plain) <= len(text)
