"""Where asterisks may tell what somebody does: in a message that has no heading, no table and no code."""

from collections.abc import Iterable

from personaui_desktop.widgets.chat.transcript.markdown.blocks import Block, Kind

_FORMAL = {Kind.HEADING, Kind.TABLE, Kind.CODE}


def is_story(blocks: Iterable[Block]) -> bool:
    """Whether a message of these blocks may tell what somebody does."""
    return all(block.kind not in _FORMAL for block in blocks)


def may_have_actions(block: Block) -> bool:
    """Whether a block of a story may have an action in it: no item of a list has."""
    is_text = block.kind is Kind.PARAGRAPH and "*" in block.text
    return is_text and all(inside.is_quote for inside in block.containers)


class Story:
    """Whether a text that is being written is a story, as far as it goes: ``is_one``."""

    def __init__(self) -> None:
        self.is_one = True
        self._so_far = True

    def go_on(self, finished: list[Block], unfinished: list[Block]) -> bool:
        """Take in what has been finished since and what is not; answers whether it is another thing now."""
        before = self.is_one
        self._so_far = self._so_far and is_story(finished)
        self.is_one = self._so_far and is_story(unfinished)
        return self.is_one != before
