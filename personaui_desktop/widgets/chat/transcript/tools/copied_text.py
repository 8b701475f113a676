"""The selected text of messages, as plain text and as Markdown."""

from collections.abc import Callable, Iterable, Sequence

from personaui_desktop.records.messages import Message
from personaui_desktop.widgets.chat.transcript.layout.laid_messages import THOUGHT
from personaui_desktop.widgets.chat.transcript.layout.utf16 import utf16_length, utf16_slice
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Kind
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown, read_shown
from personaui_desktop.widgets.chat.transcript.markdown.writer import Portion, write_markdown, write_text
from personaui_desktop.widgets.chat.transcript.selection import Selection, Spot


def copied(
    messages: Iterable[Message],
    selection: Selection,
    as_markdown: bool,
    thought_of: Callable[[Message], str | None] = lambda _message: None,
) -> str:
    """The selected text of messages in order, a blank line between two of them.

    A message selected whole is copied as Markdown exactly as it was written. What was thought before one
    comes first, where that is shown and selected.
    """
    return joined(
        copied_text(message.id, message.text, selection, as_markdown, thought_of(message))
        for message in messages
    )


def joined(pieces: Iterable[str]) -> str:
    """The texts of several messages as one."""
    return "\n\n".join(piece for piece in pieces if piece)


def plain_text(markdown: str) -> str:
    """A whole message as it reads."""
    return write_text([Portion(read.block, read, 0, None) for read in read_shown(markdown)])


def copied_text(
    message_id: int, text: str, selection: Selection, as_markdown: bool, thought: str | None = None
) -> str:
    """The selected text of one message, behind that of the thought that is shown above it."""
    if not selection.holds(message_id):
        return ""
    before = "" if thought is None else _copied(message_id, THOUGHT, thought, selection, as_markdown)
    return joined([before, _copied(message_id, 0, text, selection, as_markdown)])


def _copied(message_id: int, begin: int, text: str, selection: Selection, as_markdown: bool) -> str:
    """What is selected of a text whose blocks are numbered from ``begin`` on."""
    blocks = read_shown(text)
    if as_markdown and _is_whole(message_id, begin, blocks, selection):
        return text
    cuts = _cuts(message_id, begin, blocks, selection)
    return write_markdown(cuts) if as_markdown else write_text(cuts)


def _is_whole(message_id: int, begin: int, blocks: Sequence[Shown], selection: Selection) -> bool:
    first, last = selection.limits()
    length = utf16_length(blocks[-1].text) if blocks else 0
    end = Spot(message_id, begin + max(0, len(blocks) - 1), length)
    return first <= Spot(message_id, begin, 0) and last >= end


def _cuts(message_id: int, begin: int, blocks: Sequence[Shown], selection: Selection) -> list[Portion]:
    cuts = []
    for number, read in enumerate(blocks, begin):
        limits = selection.in_block(message_id, number)
        if limits is not None:
            start, end = limits[0], min(limits[1], utf16_length(read.text))
            is_whole = start == 0 and end == utf16_length(read.text)
            if end > start or (is_whole and read.block.kind is Kind.RULE):
                kept = (0, None) if is_whole else _characters(read.text, start, end)
                cuts.append(Portion(read.block, read, *kept))
    return cuts


def _characters(text: str, start: int, end: int) -> tuple[int, int]:
    """Positions in UTF-16 as positions in characters."""
    first = len(utf16_slice(text, 0, start))
    return first, first + len(utf16_slice(text, start, end))
