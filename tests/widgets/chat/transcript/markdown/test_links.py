import pytest

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark
from personaui_desktop.widgets.chat.transcript.markdown.inline import parse_inline


@pytest.mark.parametrize(
    ("text", "shown", "address"),
    [
        ("[a **b**](https://x.y/(z) 'title')", "a b", "https://x.y/(z)"),
        ("<https://x.y/z>", "https://x.y/z", "https://x.y/z"),
        ("see https://x.y/z?q=1.", "see https://x.y/z?q=1.", "https://x.y/z?q=1"),
        ("(www.x.y)", "(www.x.y)", "https://www.x.y"),
        ("“https://x.y/z”s", "“https://x.y/z”s", "https://x.y/z"),
        (
            'https://x.y\u2019s «https://x.y» "https://x.y"',
            'https://x.y\u2019s «https://x.y» "https://x.y"',
            "https://x.y",
        ),
        (
            "「https://x.y」と、https://x.y。そ\uff08https://x.y\uff09",
            "「https://x.y」と、https://x.y。そ\uff08https://x.y\uff09",
            "https://x.y",
        ),
        ("https://zh.x/wiki/北京", "https://zh.x/wiki/北京", "https://zh.x/wiki/北京"),
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


def test_a_picture_in_a_link_is_the_link() -> None:
    badge = parse_inline("[![build](https://x.y/badge.svg)](https://x.y/build)")
    assert badge.text == "build"
    assert [span.address for span in badge.spans] == ["https://x.y/build"]


def test_links_within_many_links_are_text() -> None:
    deep = parse_inline("[" * 300 + "a" + "](http://x.y)" * 300)
    assert deep.text.startswith("[[[")
    assert deep.text.endswith("](http://x.y)")
    assert {span.mark for span in deep.spans} == {Mark.LINK}
