import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.transcripts import markdown_texts

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Align, Block, Kind
from personaui_desktop.widgets.chat.transcript.markdown.open_block import LINE_LIMIT
from personaui_desktop.widgets.chat.transcript.markdown.reader import MarkdownReader, read_markdown
from personaui_desktop.widgets.chat.transcript.markdown.shown import shown


def outline(text: str) -> list[tuple[str, str, str]]:
    """Kind, text, and what each block lies in: ``>`` for quotes, the marker for items."""
    return [
        (block.kind.value, block.text, "".join(inside.marker or ">" for inside in block.containers))
        for block in read_markdown(text)
    ]


def test_paragraphs_and_headings() -> None:
    assert outline("# One\ntext\nmore\n\nnext\n### Three ###\nTitle\n=====") == [
        ("heading", "One", ""),
        ("paragraph", "text\nmore", ""),
        ("paragraph", "next", ""),
        ("heading", "Three", ""),
        ("heading", "Title", ""),
    ]
    assert [block.level for block in read_markdown("# a\n###### b\nc\n---")] == [1, 6, 2]


def test_tables() -> None:
    (table,) = read_markdown("| a | b |\n|:-:|--:|\n| 1 | `x\\|y` |\n| 2 |")
    assert table.kind is Kind.TABLE
    assert table.aligns == (Align.CENTRE, Align.END)
    assert table.rows == (("a", "b"), ("1", "`x|y`"), ("2", ""))


def test_fenced_code_keeps_everything_but_its_fence() -> None:
    (code,) = read_markdown("```python title\n  a\n\n\tb\n# no heading\n```")
    assert (code.kind, code.language, code.text) == (Kind.CODE, "python", "  a\n\n\tb\n# no heading")
    assert read_markdown("~~~~\n```\n~~~\n~~~~")[0].text == "```\n~~~"
    assert read_markdown("```js\nopen")[0].text == "open"


def cut(text: str, lengths: list[int]) -> list[str]:
    pieces, at = [], 0
    for length in lengths:
        pieces.append(text[at : at + length])
        at += length
    return [*pieces, text[at:]]


@settings(max_examples=300)
@given(text=markdown_texts, lengths=st.lists(st.integers(1, 400), max_size=30))
def test_streamed_in_any_pieces_the_document_is_the_same(text: str, lengths: list[int]) -> None:
    reader = MarkdownReader()
    seen: list[Block] = []
    for piece in cut(text, lengths):
        reader.feed(piece)
        reader.unfinished(more_may_come=True)
        assert reader.finished[: len(seen)] == seen
        seen = list(reader.finished)
    assert reader.all_blocks() == read_markdown(text)


@settings(max_examples=150)
@given(text=st.text())
def test_any_text_can_be_read(text: str) -> None:
    for block in read_markdown(text):
        shown(block)
        shown(block, is_open=True)


HOSTILE = {
    "a million characters in one line": "a" * 1_000_000,
    "words without end": "a.b " * 100_000,
    "ten thousand emoji": "😀👩‍👩‍👧‍👦" * 5_000,
    "deep quotes": ">" * 10_000 + " x",
    "deep lists": "\n".join("  " * depth + "- x" for depth in range(400)),
    "many markers": "- " * 5_000 + "x",
    "openers": "*a _b **c " * 3_000,
    "closers": "a* b_ c** " * 3_000,
    "brackets": "[" * 20_000 + "](x)" * 5_000,
    "backticks": "`a``b```c" * 5_000,
    "underscores": "_a" * 20_000,
    "tildes": "~a~~" * 5_000,
    "angles": "<http://" * 5_000 + "&" * 5_000,
    "invisible": "a\u200b\u202e\u2066\u2067\u061c\ufeff" * 5_000,
    "table": "|" * 5_000 + "\n" + "|-" * 5_000,
    "carriage returns": "\r" * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    start = time.process_time()
    blocks = read_markdown(text)
    for block in blocks:
        shown(block, is_open=True)
        assert len(block.text) <= 4_000 + LINE_LIMIT
        assert len(block.containers) <= 16
    # Far more than it takes; what is quadratic would take minutes.
    assert time.process_time() - start < 10


def test_halves_of_characters_do_no_harm() -> None:
    assert read_markdown("a\ud800b\0")[0].text == "a\ufffdb\ufffd"
