import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.markdown_texts import RICH

from personaui_desktop.widgets.chat.transcript.markdown.inline import parse_inline
from personaui_desktop.widgets.chat.transcript.markdown.reader import read_markdown
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown, shown
from personaui_desktop.widgets.chat.transcript.markdown.writer import Portion, write_markdown
from personaui_desktop.widgets.chat.transcript.tools.copied_text import plain_text


def test_text_reads_without_marks() -> None:
    assert (
        plain_text(RICH)
        == """Title

Some bold, leans back and code with a link.

- one
- two
  1. deep

  more of two

  quoted
    deeper

a = "`"

b = 2

a\tb
1\tx|y

* * *

- [x] done"""
    )


def written(text: str) -> str:
    return write_markdown([Portion(block, shown(block), 0, None) for block in read_markdown(text)])


def as_seen(text: str) -> list[tuple[object, ...]]:
    """Everything about blocks that can be seen."""
    return [
        (
            block.kind,
            shown(block).parts,
            [inside.marker for inside in block.containers],
            block.level,
            block.language,
        )
        for block in read_markdown(text)
    ]


def test_written_markdown_reads_the_same() -> None:
    assert as_seen(written(RICH)) == as_seen(RICH)


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n2. b\n   - c\n3. d",
        "1. [ ] a\n   b\n2. [x] c\n\n   d",
        "> - a\n>   b\n> - c",
        "````\n```\n````",
        "a\n\n\n# b\n---",
    ],
)
def test_structures_read_the_same_again(text: str) -> None:
    assert as_seen(written(text)) == as_seen(text)


words = st.text(alphabet="ab *_`~[]()\\<>&#1.-\n", max_size=30)


@settings(max_examples=200)
@example("1.", (1, 3))
@example("#\n-", (1, 2))
@example(" ##\n-", (1, 4))
@given(text=words, cut=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_marks_that_are_only_text_stay_text(text: str, cut: tuple[int, int]) -> None:
    """A part copied as Markdown and read again shows the characters that were selected."""
    block = next((block for block in read_markdown(f"x{text}") if block.text), None)
    if block is None:
        return
    styled = parse_inline(block.text)
    start, end = min(cut), min(max(cut), len(styled.text))
    if styled.spans or start >= end or "\n" in styled.text:
        return
    again = write_markdown([Portion(block, Shown(block, (styled,), styled.text), start, end)])
    assert (
        "".join(shown(found).text for found in read_markdown(again)).strip() == styled.text[start:end].strip()
    )


@pytest.mark.parametrize(
    ("text", "start", "end", "copied"),
    [
        ("un*believ*able yes", 0, 12, "un*believ*able"[:14]),
        ("in***ter***nal x", 0, 8, "in***ter***nal"),
        ("an _apple_ here", 0, 8, "an _apple_"),
    ],
)
def test_emphasis_of_a_part_is_written_so_that_it_is_one(
    text: str, start: int, end: int, copied: str
) -> None:
    (block,) = read_markdown(text)
    written = write_markdown([Portion(block, shown(block), start, end)])
    assert written == copied
    assert shown(read_markdown(written)[0]).text == shown(block).text[start:end]


@pytest.mark.parametrize(
    "text", ["> one\n>\n> two\n> > three\n> >\n> > four", "> - a\n>\n>   b\n>\n> c", "- > a\n  >\n  > b"]
)
def test_a_part_of_a_quote_stays_one_quote(text: str) -> None:
    blocks = read_markdown(text)
    written = write_markdown(
        [
            Portion(block, shown(block), 1 if at == 0 and len(block.text) > 1 else 0, None)
            for at, block in enumerate(blocks)
        ]
    )
    again = read_markdown(written)
    assert [[inside.number for inside in block.containers] for block in again] == [
        [inside.number for inside in block.containers] for block in blocks
    ]
