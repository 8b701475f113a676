from personaui_desktop.widgets.chat.transcript.markdown.blocks import Kind
from personaui_desktop.widgets.chat.transcript.markdown.reader import read_markdown


def outline(text: str) -> list[tuple[str, str, str]]:
    """Kind, text, and what each block lies in: ``>`` for quotes, the marker for items."""
    return [
        (block.kind.value, block.text, "".join(inside.marker or ">" for inside in block.containers))
        for block in read_markdown(text)
    ]


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
    assert outline("1. [ ] a\n   more\n1. [x] b\n1. c") == [
        ("paragraph", "a\nmore", "1. ☐"),
        ("paragraph", "b", "2. ☑"),
        ("paragraph", "c", "3."),
    ]


def test_a_line_below_a_long_paragraph_is_a_rule() -> None:
    long = "This is a sentence of the paragraph. " * 20
    blocks = read_markdown(f"{long}\n---\nmore\n---")
    kinds = [block.kind for block in blocks]
    assert kinds == [Kind.PARAGRAPH] * (len(blocks) - 2) + [Kind.RULE, Kind.HEADING]
    assert blocks[-1].text == "more"
    assert read_markdown(f"{long}\n===")[-1].text.endswith("===")


def test_quotes_go_on_lazily_and_nest() -> None:
    assert outline("> a\nb\n> > c\n\nd") == [
        ("paragraph", "a\nb", ">"),
        ("paragraph", "c", ">>"),
        ("paragraph", "d", ""),
    ]


def test_raw_html_and_indented_text_are_text() -> None:
    text = "<img src=http://x/y>\n<script>alert(1)</script>"
    assert outline(text) == [("paragraph", text, "")]
    assert outline("    four spaces") == [("paragraph", "    four spaces", "")]


def test_rules() -> None:
    assert [block.kind for block in read_markdown("a\n\n---\n***\n_ _ _")] == [Kind.PARAGRAPH] + [
        Kind.RULE
    ] * 3
