"""What a line can be, by its text alone."""

import pytest

from personaui_desktop.widgets.chat.transcript.markdown import lines
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Align


@pytest.mark.parametrize("line", ["***", " - - -", "___ ", "   * * *\t"])
def test_a_rule(line: str) -> None:
    assert lines.is_rule(line)
    assert lines.item(line) is None


@pytest.mark.parametrize("line", ["**", "--x--", "    ***", "-*-"])
def test_no_rule(line: str) -> None:
    assert not lines.is_rule(line)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("# One", (1, "One")),
        ("   ###### Six ######", (6, "Six")),
        ("## C#", (2, "C#")),
        ("#", (1, "")),
        ("# ##", (1, "")),
        ("####### seven", None),
        ("#hashtag", None),
        ("    # code", None),
    ],
)
def test_a_heading(line: str, found: tuple[int, str] | None) -> None:
    assert lines.heading(line) == found


@pytest.mark.parametrize(("line", "level"), [("===", 1), (" - ", 2), ("--", 2), ("=-=", None), ("", None)])
def test_a_line_that_makes_a_heading_of_what_is_above(line: str, level: int | None) -> None:
    assert lines.underline(line) == level


def test_a_fence_and_what_closes_it() -> None:
    opening = lines.fence("  ````python title=x")
    assert opening == lines.Fence(2, "````", "python")
    assert lines.closes(opening, "`````  ")
    for line in ("```", "~~~~", "```` x", "    ````"):
        assert not lines.closes(opening, line)
    assert lines.fence("``` a`b") is None, "a code span"
    assert lines.fence("~~~ a`b") is not None
    assert lines.fence("``") is None


@pytest.mark.parametrize(
    ("line", "marker", "length"),
    [("- a", "•", 2), ("7) a", "7.", 3), ("12.   a", "12.", 6), ("- [x] a", "☑", 6), ("+ [ ] a", "☐", 6)],
)
def test_an_item_says_its_marker_and_how_far_it_is_set_in(line: str, marker: str, length: int) -> None:
    found = lines.item(line)
    assert found is not None
    assert (found.marker, found.length, found.is_blank) == (marker, length, False)


@pytest.mark.parametrize("line", ["-a", "1234567890. a", "1 a", "[x] a"])
def test_no_item(line: str) -> None:
    assert lines.item(line) is None


def test_cells_end_at_bars_but_not_at_those_behind_a_backslash() -> None:
    assert lines.cells(r"| a | b \| c |") == ("a", "b | c")
    assert lines.cells("a|b") == ("a", "b")
    assert len(lines.cells("|".join("x" * 200))) == lines.MOST_CELLS


def test_a_second_row_says_how_columns_are_aligned() -> None:
    assert lines.delimiters("|:--|:-:| -: |") == (Align.START, Align.CENTRE, Align.END)
    assert lines.delimiters("| a | - |") is None


@pytest.mark.parametrize("line", ["", "#", "> ", "-", "1.", "``", "- [", "> - [x]", "**"])
def test_what_may_become_anything_is_undecided(line: str) -> None:
    assert lines.is_undecided(line)


@pytest.mark.parametrize("line", ["a", "# a", "- a", "- [x] a", "```"])
def test_what_is_something_is_decided(line: str) -> None:
    assert not lines.is_undecided(line)
