import pytest
from hypothesis import given, settings
from support.transcripts import markdown_texts

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark
from personaui_desktop.widgets.chat.transcript.markdown.inline import parse_inline

ACTION = Mark.EMPHASIS | Mark.ACTION


def marked(text: str, is_open: bool = False) -> list[tuple[str, Mark]]:
    styled = parse_inline(text, is_open)
    return [(styled.text[span.start : span.end], span.mark) for span in styled.spans]


@pytest.mark.parametrize(
    ("text", "shown", "marks"),
    [
        ("a *b* c", "a b c", [("b", Mark.EMPHASIS)]),
        ("**b**", "b", [("b", Mark.STRONG)]),
        ("***b***", "b", [("b", Mark.STRONG | Mark.EMPHASIS)]),
        ("__b__ and _i_", "b and i", [("b", Mark.STRONG), ("i", Mark.EMPHASIS)]),
        ("snake_case_word", "snake_case_word", []),
        ("2 * 3 * 4", "2 * 3 * 4", []),
        ("in**ter**nal", "internal", [("ter", Mark.STRONG)]),
        ("~~old~~", "old", [("old", Mark.STRUCK)]),
        ("~not~", "~not~", []),
        ("`a*b*`", "a*b*", [("a*b*", Mark.CODE)]),
        ("`` a`b ``", "a`b", [("a`b", Mark.CODE)]),
        (r"\*a\*", "*a*", []),
        ("&amp; &lt;b&gt; &nonsense;", "& <b> &nonsense;", []),
        ("<b>bold</b>", "<b>bold</b>", []),
        ("one\\\ntwo", "one\ntwo", []),
        ("one\\\\\ntwo", "one\\\ntwo", []),
        ("**「例」**です", "「例」です", [("「例」", Mark.STRONG)]),
        ("**注意\uff1a**React", "注意\uff1aReact", [("注意\uff1a", Mark.STRONG)]),
        ("React**\uff08重要\uff09**x", "React\uff08重要\uff09x", [("\uff08重要\uff09", Mark.STRONG)]),
        ("a <br> b", "a <br> b", []),
    ],
)
def test_marks(text: str, shown: str, marks: list[tuple[str, Mark]]) -> None:
    assert parse_inline(text).text == shown
    assert marked(text) == marks


@pytest.mark.parametrize(
    ("text", "shown", "marks"),
    [
        ("so **bold te", "so bold te", [("bold te", Mark.STRONG)]),
        ("so **bold*", "so bold", [("bold", Mark.STRONG)]),
        ("so **", "so ", []),
        ("`cod", "cod", [("cod", Mark.CODE)]),
        ("a [link](https://x", "a link", [("link", Mark.LINK)]),
        ("*leans on", "*leans on", [("*leans on", ACTION)]),
        ("a [", "a ", []),
    ],
)
def test_what_is_begun_is_shown_as_if_it_ended_here(
    text: str, shown: str, marks: list[tuple[str, Mark]]
) -> None:
    assert parse_inline(text, is_open=True).text == shown
    assert marked(text, is_open=True) == marks


@settings(max_examples=200)
@given(text=markdown_texts)
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    for is_open in (False, True):
        styled = parse_inline(text[:2000], is_open)
        end = 0
        for span in styled.spans:
            assert end <= span.start < span.end <= len(styled.text)
            end = span.end
