"""The code of a text's fences, each of which may be divided into several blocks."""

from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.laid_block import LaidBlock
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Kind


def code_of(body: Body, fence: int) -> str:
    """The code of a fence, whole."""
    blocks = (block for block in body.blocks if block.kind is Kind.CODE and block.fence == fence)
    return "".join(block.text + block.joint for block in blocks)


def offset_in_code(body: Body, laid: LaidBlock) -> int:
    """Where in the code of its fence a block begins, in characters."""
    offset = 0
    for number, block in enumerate(body.blocks):
        if body.laid(number) is laid:
            break
        if block.kind is Kind.CODE and block.fence == laid.shown.block.fence:
            offset += len(block.text) + len(block.joint)
    return offset


def is_fence_closed(body: Body, fence: int) -> bool:
    """Whether no more code can come into a fence."""
    return not body.is_streaming or body.read(body.block_count - 1).block.fence != fence
