import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.transcripts import a_message

from personaui_desktop.widgets.chat.transcript.markdown.inline import parse_inline
from personaui_desktop.widgets.chat.transcript.markdown.reader import read_markdown
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown, shown
from personaui_desktop.widgets.chat.transcript.markdown.writer import Cut, write_markdown
from personaui_desktop.widgets.chat.transcript.selection import WHOLE, Selection, Spot
from personaui_desktop.widgets.chat.transcript.tools.copying import copied, plain_text

RICH = """# Title
Some **bold**, *leans back* and `code` with a [link](https://x.y/z).

- one
- two
  1. deep

  more of two

> quoted
> > deeper

```python
a = "`"

b = 2
```

| a | b |
|---|:-:|
| 1 | x\\|y |

---

- [x] done"""


def select(first: Spot, last: Spot) -> Selection:
    selection = Selection()
    selection.select(first, last)
    return selection


def whole(*ids: int) -> Selection:
    return select(Spot(ids[0], 0, 0), Spot(ids[-1], WHOLE, WHOLE))


def test_whole_messages_are_copied_as_they_were_written() -> None:
    found = [a_message(1, RICH), a_message(2, "*Yes.*")]
    assert copied(found, whole(1, 2), as_markdown=True) == f"{RICH}\n\n*Yes.*"


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


def written(text: str) -> str:
    return write_markdown([Cut(block, shown(block), 0, None) for block in read_markdown(text)])


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
    "text", ["1. a\n2. b\n   - c\n3. d", "> - a\n>   b\n> - c", "````\n```\n````", "a\n\n\n# b\n---"]
)
def test_structures_read_the_same_again(text: str) -> None:
    assert as_seen(written(text)) == as_seen(text)


words = st.text(alphabet="ab *_`~[]()\\<>&#1.-\n", max_size=30)


@settings(max_examples=200)
@example("1.", (1, 3))
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
    again = write_markdown([Cut(block, Shown(block, (styled,), styled.text), start, end)])
    assert (
        "".join(shown(found).text for found in read_markdown(again)).strip() == styled.text[start:end].strip()
    )


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
