import pytest

from personaui_desktop.widgets.chat.transcript.markdown.open_block import CODE_LINES, TABLE_ROWS
from personaui_desktop.widgets.chat.transcript.markdown.reader import MarkdownReader, read_markdown


def test_long_tables_are_divided_and_join_again() -> None:
    rows = [("a", "b"), *((str(number), "x") for number in range(5 * TABLE_ROWS))]
    text = "\n".join(f"|{'|'.join(row)}|" for row in (rows[0], ("-", "-"), *rows[1:]))
    blocks = read_markdown(text)
    assert [row for block in blocks for row in block.rows] == rows
    assert max(len(block.rows) for block in blocks) == TABLE_ROWS
    assert [block.continues for block in blocks] == [False, *[True] * (len(blocks) - 1)]
    assert [block.goes_on for block in blocks] == [*[True] * (len(blocks) - 1), False]


def test_long_code_is_divided_and_joins_again() -> None:
    lines = "\n".join(f"line {number}" for number in range(3 * CODE_LINES))
    blocks = read_markdown(f"```\n{lines}\n```")
    assert len(blocks) == 3
    assert [block.continues for block in blocks] == [False, True, True]
    assert [block.goes_on for block in blocks] == [True, True, False]
    assert "".join(block.text + block.joint for block in blocks) == lines


@pytest.mark.parametrize(
    "start", ["`", "``", "#", "-", "1", "1.", "> -", "- [", "- [ ]", "*", "---", "=", "**"]
)
def test_an_end_that_may_become_anything_is_not_shown(start: str) -> None:
    reader = MarkdownReader(f"Text.\n\n{start}")
    assert [block.text for block in reader.finished + reader.unfinished(more_may_come=True)] == ["Text."]


def test_half_a_closing_fence_is_not_shown_as_code() -> None:
    reader = MarkdownReader("```py\nx = 1\n``")
    assert reader.unfinished(more_may_come=True)[0].text == "x = 1"
