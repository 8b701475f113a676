from itertools import pairwise

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
    ],
)
def test_marks(text: str, shown: str, marks: list[tuple[str, Mark]]) -> None:
    assert parse_inline(text).text == shown
    assert marked(text) == marks


@pytest.mark.parametrize(
    "text", ["*leans on the railing* You came.", "Yes. *laughs* No.", "*She smiles.*", "“Hm.” *nods*"]
)
def test_actions_stand_as_sentences_and_keep_their_asterisks(text: str) -> None:
    found = parse_inline(text)
    assert found.text == text
    assert [span.mark for span in found.spans] == [ACTION]


def test_an_action_that_is_being_written_changes_once_at_most() -> None:
    """Whether its asterisks are shown must not depend on where the text happens to end."""
    text = "*She lifts the lamp. It is heavy. She waits.* Then"
    shown = [parse_inline(text[:end], is_open=True).text for end in range(2, len(text))]
    changes = sum(one.startswith("*") != other.startswith("*") for one, other in pairwise(shown))
    assert changes <= 1
    assert all(parse_inline("*looks up. And"[:end], is_open=True).text[:1] == "*" for end in range(2, 14))


def test_an_action_may_stand_before_speech() -> None:
    found = parse_inline('*She turns* "Hello," *and waves.*')
    assert found.text == '*She turns* "Hello," *and waves.*'
    assert [span.mark for span in found.spans] == [ACTION, ACTION]


@pytest.mark.parametrize(
    "text",
    [
        "that is *really* good",
        "*Note:* something",
        "_leans back_ slowly",
        '*Hamlet* "to be"',
        'he read *the play* "aloud"',
    ],
)
def test_other_emphasis_is_no_action(text: str) -> None:
    assert "*" not in parse_inline(text).text
    assert marked(text)[0][1] is Mark.EMPHASIS


@pytest.mark.parametrize(
    ("text", "shown", "address"),
    [
        ("[a **b**](https://x.y/(z) 'title')", "a b", "https://x.y/(z)"),
        ("<https://x.y/z>", "https://x.y/z", "https://x.y/z"),
        ("see https://x.y/z?q=1.", "see https://x.y/z?q=1.", "https://x.y/z?q=1"),
        ("(www.x.y)", "(www.x.y)", "https://www.x.y"),
        ("![a picture](https://x.y/p.png)", "a picture", "https://x.y/p.png"),
        ("<mailto:a@b.c>", "a@b.c", "mailto:a@b.c"),
    ],
)
def test_links(text: str, shown: str, address: str) -> None:
    styled = parse_inline(text)
    assert styled.text == shown
    assert {span.address for span in styled.spans if Mark.LINK in span.mark} == {address}


@pytest.mark.parametrize(
    "text",
    ["![](file:///etc/passwd)", "[x](javascript:alert(1))", "[x](data:text/html,y)", "[x](../other.md)"],
)
def test_what_would_never_be_opened_is_shown_as_it_was_written(text: str) -> None:
    assert parse_inline(f"{text} and more") == (f"{text} and more", ())


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


def test_a_picture_in_a_link_is_the_link() -> None:
    badge = parse_inline("[![build](https://x.y/badge.svg)](https://x.y/build)")
    assert badge.text == "build"
    assert [span.address for span in badge.spans] == ["https://x.y/build"]


def test_links_within_many_links_are_text() -> None:
    deep = parse_inline("[" * 300 + "a" + "](http://x.y)" * 300)
    assert deep.text.startswith("[[[")
    assert deep.text.endswith("](http://x.y)")
    assert {span.mark for span in deep.spans} == {Mark.LINK}
