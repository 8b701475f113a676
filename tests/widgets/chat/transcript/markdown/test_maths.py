"""Maths stays as it was written, on screen and in every copy."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Kind, Mark
from personaui_desktop.widgets.chat.transcript.markdown.inline import parse_inline
from personaui_desktop.widgets.chat.transcript.markdown.maths import LONGEST_LINES
from personaui_desktop.widgets.chat.transcript.markdown.reader import MarkdownReader, read_markdown
from personaui_desktop.widgets.chat.transcript.markdown.shown import shown
from personaui_desktop.widgets.chat.transcript.markdown.writer import Portion, write_markdown
from personaui_desktop.widgets.chat.transcript.tools.copied_text import plain_text


def formulas(text: str, is_open: bool = False) -> list[str]:
    styled = parse_inline(text, is_open)
    return [styled.text[span.start : span.end] for span in styled.spans if Mark.MATHS in span.mark]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"so \(x_1 * y * z\) holds", [r"\(x_1 * y * z\)"]),
        (r"$p^*$ and $q^*$", ["$p^*$", "$q^*$"]),
        (r"the $k$th of $$a \\ b$$ is", ["$k$", r"$$a \\ b$$"]),
        (r"then \[ x = \frac{1}{2} \] too", [r"\[ x = \frac{1}{2} \]"]),
        (r"\[E=mc^2\]", [r"\[E=mc^2\]"]),
        (r"$a\$b$", [r"$a\$b$"]),
        ("$a\n- b$", ["$a\n- b$"]),
        ("$a$$b$", ["$a$", "$b$"]),
        ("**bold $x*y$ too**", ["$x*y$"]),
        ("$[a](http://b.c)$", ["$[a](http://b.c)$"]),
        (r"$<b>&amp;\_$", [r"$<b>&amp;\_$"]),
    ],
)
def test_maths_within_text_is_kept(text: str, found: list[str]) -> None:
    assert formulas(text) == found


@pytest.mark.parametrize(
    ("text", "shown_as"),
    [
        ("It costs $5, and *that* $10", "It costs $5, and that $10"),
        ("$20,000 and *USD*$30,000", "$20,000 and USD$30,000"),
        ("a $ *b* $ c", "a $ b $ c"),
        (r"\$x *y* z$", "$x y z$"),
        ("`$` *x* `$`", "$ x $"),
        ("$$ *x*", "$$ x"),
        ("$ *b*$ c", "$ b$ c"),
        ("$b *c* $d", "$b c $d"),
        (r"\(\) and \[1\] and \[see *this*\]", "() and [1] and [see this]"),
        (r"\[not a link](/foo)", "[not a link](/foo)"),
        (r"\\(*x*\\)", r"\(x\)"),
        ("$$$$", "$$$$"),
    ],
)
def test_what_is_no_maths_is_read_as_ever(text: str, shown_as: str) -> None:
    assert parse_inline(text).text == shown_as
    assert formulas(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "$$\n+ a * b * c\n- d\n# e\n$$",
        "$$ a\n  + b $$",
        "\\[\n\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}\n\\]",
        "\\[\nx\n\\]",
        "$$x$$",
        "\\[x^2\\].",
        "  $$\n  1. x\n  ---\n  $$",
    ],
)
def test_maths_in_lines_of_its_own_is_one_block(text: str) -> None:
    before, block, after = read_markdown(f"So\n{text}\nwhere *x*")
    assert (before.text, block.text, after.text) == ("So", text, "where *x*")
    assert shown(block).text == text
    assert formulas(block.text)
    assert plain_text(text) == text


def test_maths_in_lists_and_quotes() -> None:
    blocks = read_markdown("1. a\n   $$\n   + b\n   $$\n2. c\n\n> \\[\n> - d\n> \\]")
    assert [block.text for block in blocks] == ["a", "$$\n+ b\n$$", "c", "\\[\n- d\n\\]"]
    assert [len(block.containers) for block in blocks] == [1, 1, 1, 1]
    assert blocks[0].containers == blocks[1].containers


def test_maths_with_text_behind_it_is_part_of_the_text() -> None:
    (block,) = read_markdown("so\n$$\n+ x\n$$ with *y*\nand")
    assert shown(block).text == "so\n$$\n+ x\n$$ with y\nand"
    assert formulas(block.text) == ["$$\n+ x\n$$"]


@pytest.mark.parametrize(
    "text", ["$$ is *money*\nand so on", "$$\n\nx\n\n$$", "a\n$$ b *c*", "\\[\nx", "> $$ a\nb\n\nc"]
)
def test_maths_without_an_end_is_text(text: str) -> None:
    blocks = read_markdown(text)
    assert all(block.kind is Kind.PARAGRAPH for block in blocks)
    assert all(Mark.MATHS not in span.mark for block in blocks for span in shown(block).parts[0].spans)
    assert "*" not in "".join(shown(block).text for block in blocks)
    assert len(blocks) == 1 + text.count("\n\n")


def test_maths_is_given_up_after_many_lines() -> None:
    begun = "$$\n" + "x\n" * (LONGEST_LINES - 1)
    assert read_markdown(f"{begun}- y\n$$")[0].text == f"{begun}- y\n$$"
    assert read_markdown(f"{begun}- y\n- z\n$$")[-2].containers


@pytest.mark.parametrize("opening", ["$$", "\\[", "\\(", "$x_1"])
def test_maths_that_is_being_written_is_shown_as_it_stands(opening: str) -> None:
    text = f"{opening}\n a * b * c" if opening != "$x_1" else "$x_1 * b * c"
    reader = MarkdownReader(text)
    blocks = reader.finished + reader.unfinished(more_may_come=True)
    assert shown(blocks[-1], is_open=True).text == text


def test_a_price_that_is_being_written_is_no_maths() -> None:
    assert parse_inline("for $5 *really*", is_open=True).text == "for $5 really"


@pytest.mark.parametrize("text", [r"see \(a*b*c\) here", "see $a*b*c$ here", "see $$a*b*c$$ here"])
def test_a_part_is_copied_as_it_is_shown(text: str) -> None:
    (block,) = read_markdown(text)
    read = shown(block)
    for start in range(len(read.text)):
        for end in range(start + 1, len(read.text) + 1):
            if read.text[start:end].isspace():
                continue
            (again,) = read_markdown(write_markdown([Portion(block, read, start, end)]))
            assert shown(again).text.strip() == read.text[start:end].strip()
            if start <= 4 and end >= len(read.text) - 5:
                assert formulas(again.text) == formulas(text)


def test_brackets_and_dollars_that_are_text_stay_text_in_a_copy() -> None:
    text = r"a \[b\_c\] and \$d*e* f\$ [g\[h\_i&#93;](http://j.k) end"
    (block,) = read_markdown(text)
    read = shown(block)
    assert formulas(text) == [r"\[b\_c\]"]
    (again,) = read_markdown(write_markdown([Portion(block, read, 1, None)]))
    assert shown(again).text.strip() == read.text[1:].strip()


SIGNS = [
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "\\\\",
    "\\",
    "*",
    "_",
    "x",
    "5",
    " ",
    "\n",
    "\n\n",
    "- ",
    "> ",
    "```\n",
]
maths_texts = st.lists(st.sampled_from(SIGNS), max_size=24).map("".join)


@settings(max_examples=400)
@example("a\n$$ b\n> c $$")
@given(text=maths_texts)
def test_at_every_cut_the_document_is_the_same(text: str) -> None:
    whole = read_markdown(text)
    for at in range(len(text) + 1):
        reader = MarkdownReader(text[:at])
        reader.unfinished(more_may_come=True)
        reader.feed(text[at:])
        assert reader.all_blocks() == whole


@settings(max_examples=200)
@given(text=maths_texts)
def test_what_is_written_again_reads_the_same(text: str) -> None:
    cuts = [Portion(block, shown(block), 0, None) for block in read_markdown(text)]
    again = [shown(block).text for block in read_markdown(write_markdown(cuts))]
    # The lines of a heading are written as one.
    assert " ".join(again).split() == " ".join(cut.text for cut in cuts).split()


@pytest.mark.parametrize(
    "text",
    [
        "$" * 10_000,
        "$x" * 10_000,
        "$$x " * 10_000,
        "\\(x" * 10_000,
        "\\[ x" * 10_000,
        "$$\nx\n" * 10_001,
        "\\[\n" * 10_000,
        "\\[ " * 10_000 + "\\]",
        "$a \\" * 10_000,
        "x\n$$ y\n" * 10_000,
        "- $$\n" * 5_000,
    ],
)
def test_many_signs_are_read_in_time_that_grows_with_them(text: str) -> None:
    def cost(piece: str) -> float:
        start = time.process_time()
        for block in read_markdown(piece):
            shown(block, is_open=True)
        return time.process_time() - start

    assert cost(text) < 3
    start = time.process_time()
    parse_inline(text[:50_000], is_open=True)
    assert time.process_time() - start < 1
