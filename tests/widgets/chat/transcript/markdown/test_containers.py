from personaui_desktop.widgets.chat.transcript.markdown import lines
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Container
from personaui_desktop.widgets.chat.transcript.markdown.containers import (
    OpenContainer,
    item_container,
    match_containers,
    numbered_after,
)

QUOTE = OpenContainer(Container("", 1))


def an_item(line: str) -> OpenContainer:
    item = lines.item(line)
    assert item is not None
    return item_container(item, lines.indent_of(line), 2)


def test_a_line_is_in_the_containers_whose_marks_it_has() -> None:
    opened = (QUOTE, an_item("- a"))
    assert match_containers(">   a", opened) == ("a", 2)
    assert match_containers("> a", opened) == ("a", 1)
    assert match_containers("  a", opened) == ("  a", 0)
    assert match_containers(">", opened) == ("", 2)


def test_an_item_strips_no_more_than_its_own_room() -> None:
    assert match_containers("       b", (an_item("-   a"),)) == ("   b", 1)
    assert match_containers("  b", (an_item("-   a"),)) == ("b", 1)


def test_numbers_count_on_within_a_list_only() -> None:
    three = an_item("3. a")
    assert numbered_after(three, an_item("3. b")).container.marker == "4."
    assert numbered_after(three, an_item("3) b")).container.marker == "3."
    assert numbered_after(an_item("- a"), an_item("- b")).container.marker == "•"
    assert numbered_after(None, three) == three
