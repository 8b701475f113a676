import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.transcripts import markdown_texts

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Align, Block, Kind
from personaui_desktop.widgets.chat.transcript.markdown.open_block import CODE_LINES, LINE_LIMIT, TABLE_ROWS
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


def test_nested_lists_by_two_and_by_four_spaces() -> None:
    for indent in ("  ", "    "):
        assert outline(f"- a\n{indent}- b\n{indent}- c\n- d") == [
            ("paragraph", "a", "•"),
            ("paragraph", "b", "••"),
            ("paragraph", "c", "••"),
            ("paragraph", "d", "•"),
        ]
    assert [place for _, _, place in outline("1. a\n  - b\n2. c")] == ["1.", "1.•", "2."]


def test_numbers_count_on_from_the_first() -> None:
    assert [place for _, _, place in outline("3. a\n3. b\n\n3. c")] == ["3.", "4.", "5."]
    assert outline("It was\n1984. A year.") == [("paragraph", "It was\n1984. A year.", "")]


def test_items_hold_several_blocks() -> None:
    blocks = read_markdown("1. a\n\n   more\n   ```py\n   x = 1\n   ```\n2. b")
    assert [block.kind for block in blocks] == [Kind.PARAGRAPH, Kind.PARAGRAPH, Kind.CODE, Kind.PARAGRAPH]
    assert blocks[0].containers == blocks[1].containers == blocks[2].containers
    assert blocks[2].text == "x = 1"
    assert blocks[3].containers[0].number != blocks[0].containers[0].number


def test_tasks() -> None:
    assert [place for _, _, place in outline("- [ ] a\n- [x] b\n- [X] c\n- [] d")] == ["☐", "☑", "☑", "•"]


def test_quotes_go_on_lazily_and_nest() -> None:
    assert outline("> a\nb\n> > c\n\nd") == [
        ("paragraph", "a\nb", ">"),
        ("paragraph", "c", ">>"),
        ("paragraph", "d", ""),
    ]


def test_tables() -> None:
    (table,) = read_markdown("| a | b |\n|:-:|--:|\n| 1 | `x\\|y` |\n| 2 |")
    assert table.kind is Kind.TABLE
    assert table.aligns == (Align.CENTRE, Align.END)
    assert table.rows == (("a", "b"), ("1", "`x|y`"), ("2", ""))


def test_long_tables_are_divided_and_join_again() -> None:
    rows = [("a", "b"), *((str(number), "x") for number in range(5 * TABLE_ROWS))]
    text = "\n".join(f"|{'|'.join(row)}|" for row in (rows[0], ("-", "-"), *rows[1:]))
    blocks = read_markdown(text)
    assert [row for block in blocks for row in block.rows] == rows
    assert max(len(block.rows) for block in blocks) == TABLE_ROWS
    assert [block.continues for block in blocks] == [False, *[True] * (len(blocks) - 1)]
    assert [block.goes_on for block in blocks] == [*[True] * (len(blocks) - 1), False]


def test_fenced_code_keeps_everything_but_its_fence() -> None:
    (code,) = read_markdown("```python title\n  a\n\n\tb\n# no heading\n```")
    assert (code.kind, code.language, code.text) == (Kind.CODE, "python", "  a\n\n\tb\n# no heading")
    assert read_markdown("~~~~\n```\n~~~\n~~~~")[0].text == "```\n~~~"
    assert read_markdown("```js\nopen")[0].text == "open"


def test_raw_html_and_indented_text_are_text() -> None:
    text = "<img src=http://x/y>\n<script>alert(1)</script>"
    assert outline(text) == [("paragraph", text, "")]
    assert outline("    four spaces") == [("paragraph", "four spaces", "")]


def test_rules() -> None:
    assert [block.kind for block in read_markdown("a\n\n---\n***\n_ _ _")] == [Kind.PARAGRAPH] + [
        Kind.RULE
    ] * 3


def test_long_code_is_divided_and_joins_again() -> None:
    lines = "\n".join(f"line {number}" for number in range(3 * CODE_LINES))
    blocks = read_markdown(f"```\n{lines}\n```")
    assert len(blocks) == 3
    assert [block.continues for block in blocks] == [False, True, True]
    assert [block.goes_on for block in blocks] == [True, True, False]
    assert "".join(block.text + block.joint for block in blocks) == lines


def test_long_paragraphs_are_divided_at_ends_of_sentences() -> None:
    text = "This is a sentence. " * 400
    blocks = read_markdown(text)
    assert all(len(block.text) <= LINE_LIMIT for block in blocks)
    assert all(block.text.rstrip().endswith(".") for block in blocks)
    assert "".join(block.text + block.joint for block in blocks) == text.rstrip()


@pytest.mark.parametrize(
    "start", ["`", "``", "#", "-", "1", "1.", "> -", "- [", "- [ ]", "*", "---", "=", "**"]
)
def test_an_end_that_may_become_anything_is_not_shown(start: str) -> None:
    reader = MarkdownReader(f"Text.\n\n{start}")
    assert [block.text for block in reader.finished + reader.unfinished(more_may_come=True)] == ["Text."]


def test_half_a_closing_fence_is_not_shown_as_code() -> None:
    reader = MarkdownReader("```py\nx = 1\n``")
    assert reader.unfinished(more_may_come=True)[0].text == "x = 1"


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
