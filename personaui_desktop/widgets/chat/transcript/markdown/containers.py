"""Open quotes and list items: what of a line is theirs, and which one a line begins."""

from collections.abc import Sequence
from typing import NamedTuple

from personaui_desktop.widgets.chat.transcript.markdown import lines
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Container


class OpenContainer(NamedTuple):
    """An open container: how far a line must be set in to belong to a list item, and what it strips then."""

    container: Container
    bullet: str = ""
    needs: int = 0
    strips: int = 0


def match_containers(line: str, containers: Sequence[OpenContainer]) -> tuple[str, int]:
    """Strip what belongs to open containers; answers the rest and how many of them the line is in."""
    for place, opened in enumerate(containers):
        if opened.container.is_quote:
            mark = lines.quote(line)
            if mark is None:
                return line, place
            line = line[mark:]
        elif not lines.is_blank(line):
            indent = lines.indent_of(line)
            if indent < opened.needs:
                return line, place
            line = line[min(indent, opened.strips) :]
    return line, len(containers)


def item_container(item: lines.Item, indent: int, number: int) -> OpenContainer:
    """The container of an item whose marker is set in so far."""
    needs = indent + 2
    return OpenContainer(Container(item.marker, number), item.bullet, needs, max(needs, item.length))


def numbered_after(before: OpenContainer | None, opened: OpenContainer) -> OpenContainer:
    """Number an item after the one before it in the same list, whatever number it was given."""
    if before is None or before.bullet != opened.bullet:
        return opened
    number, dot, _ = before.container.marker.partition(".")
    if not dot:
        return opened
    task = opened.container.marker.partition(".")[2]
    return opened._replace(container=opened.container._replace(marker=f"{int(number) + 1}.{task}"))
