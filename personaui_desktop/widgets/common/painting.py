"""Drawing that several widgets share."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter


def fill(painter: QPainter, rect: QRect | QRectF, colour: QColor) -> None:
    """Fill a rectangle, as ``QPainter.fillRect`` does.

    That one takes the name of a gradient too. When it is called first, the bindings make Python's names of
    them all, which is some two milliseconds of the start.
    """
    painter.setBackground(colour)
    painter.eraseRect(rect)
