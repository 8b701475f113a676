import pytest

from personaui_desktop.widgets.chat.transcript.markdown.cutting import cut_point
from personaui_desktop.widgets.chat.transcript.markdown.open_block import CUT_FROM, LINE_LIMIT
from personaui_desktop.widgets.chat.transcript.markdown.reader import read_markdown


def test_long_paragraphs_are_divided_at_ends_of_sentences() -> None:
    text = "This is a sentence. " * 400
    blocks = read_markdown(text)
    assert all(len(block.text) <= LINE_LIMIT for block in blocks)
    assert all(block.text.rstrip().endswith(".") for block in blocks)
    assert "".join(block.text + block.joint for block in blocks) == text.rstrip()


@pytest.mark.parametrize("text", ["a" * 5_000, "One. Two! Three?\n" * 100, "語" * 500, "「はい。」" * 100])
def test_what_is_no_longer_than_where_cutting_begins_stays_whole(text: str) -> None:
    assert cut_point(text[:CUT_FROM]) is None
    assert cut_point(text + " ." * CUT_FROM) is not None
