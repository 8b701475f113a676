"""A formula that has been drawn: how much room it takes, and its picture in any colour and size."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

INK = "ink"
"""What stands in a picture for the colour of the text around it."""


class FormulaSize(NamedTuple):
    """What a formula takes of a line, pixels: its width, and what of it is above and below the baseline."""

    width: float
    above: float
    below: float


class Formula:
    """A drawn formula.

    Args:
        svg: the picture, in `INK`.
        room: what it takes in a text of 1 pixel.
    """

    __slots__ = ("_colour", "_renderer", "_svg", "room")

    def __init__(self, svg: str, room: FormulaSize) -> None:
        self._svg = svg
        self.room = room
        self._colour = ""
        self._renderer: QSvgRenderer | None = None

    def room_at(self, size: float) -> FormulaSize:
        """What it takes in a text of some size, pixels."""
        return FormulaSize(*(length * size for length in self.room))

    def draw(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        """Draw it into a rectangle."""
        if self._renderer is None or self._colour != colour.name():
            # Only conversations with maths need it.
            from PySide6.QtSvg import QSvgRenderer

            self._colour = colour.name()
            self._renderer = QSvgRenderer(
                QByteArray(self._svg.replace(f'"{INK}"', f'"{self._colour}"').encode())
            )
        self._renderer.render(painter, rect)


FormulasBySource = Mapping[str, Formula]
"""The drawn formulas by their source."""
