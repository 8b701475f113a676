"""A persona's greeting before it is said, set as the message that it will be."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from personaui_desktop.widgets.chat.transcript.layout.look import CODE_SHARE, LINE_HEIGHT, TEXT_SIZE
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Block, Kind, Mark, Styled
from personaui_desktop.widgets.chat.transcript.markdown.shown import Shown, read_shown
from personaui_desktop.widgets.common.theme import RADIUS_BUBBLE, Tokens, font, theme
from personaui_desktop.widgets.common.wording import breakable

INDENT = 22
_TAGS = ((Mark.STRONG, "b"), (Mark.EMPHASIS, "i"), (Mark.STRUCK, "s"), (Mark.CODE, "code"))


class Greeting(QLabel):
    """A bubble whose text can be selected. A link in it is told by `linkActivated`, and loads nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._markdown = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        interaction = Qt.TextInteractionFlag
        self.setTextInteractionFlags(interaction.TextSelectableByMouse | interaction.LinksAccessibleByMouse)
        self.setWordWrap(True)
        self.setFont(font(TEXT_SIZE))
        self.setContentsMargins(RADIUS_BUBBLE, 10, RADIUS_BUBBLE, 10)
        theme().changed.connect(self._render)

    def show_markdown(self, markdown: str) -> None:
        """Show this text."""
        self._markdown = markdown
        self._render()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bubble beneath the words: QLabel.paintEvent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().tokens.theirs)
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_BUBBLE, RADIUS_BUBBLE)
        painter.end()
        super().paintEvent(event)

    def _render(self) -> None:
        self.setText(markdown_html(self._markdown, theme().tokens))


def markdown_html(markdown: str, tokens: Tokens) -> str:
    """A message's Markdown as what Qt's labels show of HTML. Nothing in it is anything but text and links."""
    return "".join(_block(block, tokens, at == 0) for at, block in enumerate(read_shown(markdown)))


def _block(read: Shown, tokens: Tokens, is_first: bool) -> str:
    block, parts = read.block, read.parts
    match block.kind:
        case Kind.RULE:
            return "<hr>"
        case Kind.TABLE:
            cells = [f"<td>{_inline(part, tokens)}&nbsp;&nbsp;</td>" for part in parts]
            return f"<table>{''.join(_rows(cells, len(block.aligns)))}</table>"
        case Kind.CODE:
            lines = escape(block.text).replace("\n", "<br>").replace(" ", "&nbsp;")
            return _paragraph(block, f"<span style='{_code(tokens)}'>{lines}</span>", is_first)
    words = _inline(parts[0], tokens)
    return _paragraph(block, f"<b>{words}</b>" if block.kind is Kind.HEADING else words, is_first)


def _rows(cells: list[str], columns: int) -> Iterator[str]:
    for at in range(0, len(cells), max(columns, 1)):
        yield f"<tr>{''.join(cells[at : at + columns])}</tr>"


def _paragraph(block: Block, words: str, is_first: bool) -> str:
    above = 0 if is_first or not block.is_apart else round(TEXT_SIZE * 0.6)
    left = INDENT * len(block.containers)
    marker = block.containers[-1].marker if block.containers else ""
    lead = f"{escape(marker)}&nbsp;&nbsp;" if marker else ""
    pitch = round(TEXT_SIZE * LINE_HEIGHT)
    style = f"margin: {above}px 0 0 {left}px; line-height: {pitch}px; white-space: pre-wrap"
    return f"<p style='{style}'>{lead}{words}</p>"


def _inline(styled: Styled, tokens: Tokens) -> str:
    pieces, at = [], 0
    for span in styled.spans:
        pieces.append(_text(styled.text[at : span.start]))
        pieces.append(_marked(_text(styled.text[span.start : span.end]), span.mark, span.address, tokens))
        at = span.end
    pieces.append(_text(styled.text[at:]))
    return "".join(pieces)


def _marked(words: str, mark: Mark, address: str, tokens: Tokens) -> str:
    for flag, tag in _TAGS:
        if flag in mark:
            words = f"<{tag}>{words}</{tag}>"
    if Mark.CODE in mark:
        words = f"<span style='{_code(tokens)}'>{words}</span>"
    if Mark.ACTION in mark:
        words = f"<i style='color: {tokens.action.name()}'>{words}</i>"
    return f"<a href='{escape(address)}'>{words}</a>" if address else words


def _code(tokens: Tokens) -> str:
    size = round(TEXT_SIZE * CODE_SHARE)
    return f"font-family: monospace; font-size: {size}px; background: {tokens.code.name()}"


def _text(text: str) -> str:
    return escape(breakable(text)).replace("\n", "<br>")
