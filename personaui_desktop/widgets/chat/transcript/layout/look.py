"""How messages are set: sizes, fonts and text formats at one text size and in one set of colours."""

from functools import cache, lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QTextCharFormat, QTextLayout, QTextOption

from personaui_desktop.widgets.chat.transcript.layout.formula import FormulasBySource
from personaui_desktop.widgets.chat.transcript.layout.utf16 import format_range, in_utf16, utf16_places
from personaui_desktop.widgets.chat.transcript.markdown.blocks import Mark, Styled
from personaui_desktop.widgets.common import theme as sizes
from personaui_desktop.widgets.common.theme import Tokens, font

_NONE: FormulasBySource = {}
TEXT_SIZE = 14.5
LINE_HEIGHT = 1.55
SMALL_SIZE = 11.5
CODE_SHARE = 0.88
MEASURE = 70
"""How many characters a line has at most, about."""

_HEADINGS = (1.4, 1.24, 1.1, 1.0, 1.0, 1.0)


class Look:
    """Fonts and formats for messages.

    Args:
        tokens: the colours.
        scale: size of the text, 1.0 being the design's.
        formulas: those that are drawn; all others stand as their source.
    """

    def __init__(self, tokens: Tokens, scale: float = 1.0, formulas: FormulasBySource = _NONE) -> None:
        self.formulas = formulas
        self.tokens = tokens
        self.scale = scale
        self.size = TEXT_SIZE * scale
        self.pitch = round(self.size * LINE_HEIGHT)
        self.gap = round(self.size * 0.6)
        self.indent = round(self.size * 1.6)
        self.small = font(SMALL_SIZE * max(1.0, min(scale, 1.5)))
        self.small_pitch = round(SMALL_SIZE * max(1.0, min(scale, 1.5)) * 1.4)
        self.text_width = _measure(self.size)
        self._fonts: dict[tuple[Mark, float, int], QFont] = {}
        self._formats: dict[tuple[Mark, float, int], QTextCharFormat] = {}

    def font(self, mark: Mark = Mark.PLAIN, share: float = 1.0, weight: int = sizes.REGULAR) -> QFont:
        """The font of marked text; ``share`` scales it, as for headings."""
        key = (mark, share, weight)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = self._made_font(mark, share, weight)
        return found

    def _made_font(self, mark: Mark, share: float, weight: int) -> QFont:
        size = self.size * share
        made = _code_font(size * CODE_SHARE) if Mark.CODE in mark else font(size)
        made.setWeight(QFont.Weight(max(weight, sizes.STRONG if Mark.STRONG in mark else sizes.REGULAR)))
        made.setItalic(Mark.EMPHASIS in mark)
        made.setStrikeOut(Mark.STRUCK in mark)
        made.setUnderline(Mark.LINK in mark)
        return made

    def heading(self, level: int) -> tuple[QFont, float]:
        """Font and line pitch of a heading."""
        share = _HEADINGS[level - 1]
        return self.font(Mark.STRONG, share), round(self.size * share * (1.35 if share > 1 else LINE_HEIGHT))

    def format(self, mark: Mark, share: float = 1.0, weight: int = sizes.REGULAR) -> QTextCharFormat:
        """The format of marked text."""
        key = (mark, share, weight)
        found = self._formats.get(key)
        if found is None:
            found = self._formats[key] = self._made_format(mark, share, weight)
        return found

    def _made_format(self, mark: Mark, share: float, weight: int) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self.font(mark, share, weight))
        if Mark.LINK in mark:
            made.setForeground(self.tokens.accent)
        elif Mark.ACTION in mark:
            made.setForeground(self.tokens.action)
        if Mark.CODE in mark:
            made.setBackground(self._veil())
        return made

    def formats(self, styled: Styled, share: float, weight: int) -> list[QTextLayout.FormatRange]:
        """The formats of a text's marked stretches."""
        places = utf16_places(styled.text)
        return [
            format_range(*in_utf16(span, places), self.format(span.mark, share, weight))
            for span in styled.spans
        ]

    def _veil(self) -> QColor:
        """A ground for code within text that shows on either bubble."""
        veil = QColor(self.tokens.text)
        veil.setAlphaF(0.07)
        return veil


@lru_cache(maxsize=32)
def text_option(tab_width: float, is_from_right: bool) -> QTextOption:
    """How lines are broken, and at which side they begin."""
    option = QTextOption()
    directions = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    option.setTextDirection(directions[is_from_right])
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(tab_width)
    return option


def _code_font(size: float) -> QFont:
    made = QFont(_fixed_family())
    made.setStyleHint(QFont.StyleHint.Monospace)
    made.setPointSizeF(font(size).pointSizeF())
    return made


@cache
def _fixed_family() -> str:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()


def _measure(size: float) -> int:
    """The width of a line with about as many characters as reads well: half of the size each."""
    return round(MEASURE * size * 0.52)
