import pytest
from support.markdown_texts import RICH
from support.transcripts import a_message

from personaui_desktop.widgets.chat.transcript.markdown.reader import read_markdown
from personaui_desktop.widgets.chat.transcript.selection import WHOLE, Selection, Spot
from personaui_desktop.widgets.chat.transcript.tools.copied_text import copied, plain_text


def select(first: Spot, last: Spot) -> Selection:
    selection = Selection()
    selection.select(first, last)
    return selection


def whole(*ids: int) -> Selection:
    return select(Spot(ids[0], 0, 0), Spot(ids[-1], WHOLE, WHOLE))


def test_whole_messages_are_copied_as_they_were_written() -> None:
    found = [a_message(1, RICH), a_message(2, "*Yes.*")]
    assert copied(found, whole(1, 2), as_markdown=True) == f"{RICH}\n\n*Yes.*"


def test_a_part_keeps_its_marks() -> None:
    found = [a_message(1, "The **north end** held, *as he said*.")]
    selection = select(Spot(1, 0, 7), Spot(1, 0, 25))
    assert copied(found, selection, as_markdown=False) == "th end held, as he"
    assert copied(found, selection, as_markdown=True) == "**th end** held, _as he_"


def test_parts_of_several_messages() -> None:
    found = [a_message(1, "one two"), a_message(2, "three"), a_message(3, "four five")]
    selection = select(Spot(1, 0, 4), Spot(3, 0, 4))
    assert copied(found, selection, as_markdown=False) == "two\n\nthree\n\nfour"


def test_positions_count_as_qt_does() -> None:
    found = [a_message(1, "a😀b😀c")]
    assert copied(found, select(Spot(1, 0, 1), Spot(1, 0, 4)), as_markdown=False) == "😀b"


def test_part_of_code_is_fenced_again() -> None:
    found = [a_message(1, "```py\none\ntwo\n```")]
    assert copied(found, select(Spot(1, 0, 4), Spot(1, 0, 7)), as_markdown=True) == "```py\ntwo\n```"


@pytest.mark.parametrize("start", ["", "> ", "- ", "1. ", "> - "])
def test_a_paragraph_divided_in_parts_is_copied_as_one(start: str) -> None:
    long = " ".join(f"She lifts the lamp {number} times and looks out." for number in range(30))
    text = f"Before.\n\n{start}{long}\n\nAfter."
    blocks = read_markdown(text)
    assert len(blocks) > 4
    selection = select(Spot(1, 1, 0), Spot(1, len(blocks) - 2, WHOLE))
    found = [a_message(1, text)]
    assert long in copied(found, selection, as_markdown=False)
    assert copied(found, selection, as_markdown=True) == start + long
    part = select(Spot(1, 1, 4), Spot(1, len(blocks) - 2, 20))
    assert copied(found, part, as_markdown=True).removeprefix(start) in long


LONG_TABLE = "| a | b |\n| --- | --: |\n" + "\n".join(f"| {number} | **x** |" for number in range(60))


def test_a_long_table_is_copied_as_one() -> None:
    message = a_message(1, f"Above.\n\n{LONG_TABLE}\n\nBeneath.")
    blocks = len(read_markdown(message.text))
    assert blocks > 5
    selection = select(Spot(1, 1, 0), Spot(1, blocks - 2, WHOLE))
    assert copied([message], selection, as_markdown=True) == LONG_TABLE
    rows = copied([message], selection, as_markdown=False).split("\n")
    assert rows == ["a\tb", *(f"{number}\tx" for number in range(60))]


def test_rows_from_the_middle_of_a_table_are_copied_as_text() -> None:
    message = a_message(1, LONG_TABLE)
    selection = select(Spot(1, 2, 0), Spot(1, 3, WHOLE))
    assert copied([message], selection, as_markdown=True).split("\n")[0].split("\t")[1] == "x"


def test_actions_are_copied_as_they_are_seen() -> None:
    assert plain_text("*waves* Hello.") == "*waves* Hello."
    assert plain_text("# Title\n*waves* Hello.") == "Title\n\nwaves Hello."
    assert copied([a_message(1, "*waves*\n```\nx\n```")], whole(1), as_markdown=False) == "waves\n\nx"
