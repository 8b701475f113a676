"""Icons drawn from `icon_shapes` in the colour of the theme in force, sharp at any scale."""

from functools import cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap

from personaui_desktop.widgets.common.icon_shapes import SHAPES
from personaui_desktop.widgets.common.style_sheet import disabled
from personaui_desktop.widgets.common.theme import theme

GRID = 20.0
LINE_WIDTH = 1.5


class _Engine(QIconEngine):
    """Draws one icon; asks the theme for its colour each time, so it never needs to be made anew."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into the rectangle: QIconEngine.paint."""
        tokens = theme().tokens
        colour = disabled(tokens) if mode is QIcon.Mode.Disabled else getattr(tokens, self._token)
        paint_icon(painter, QRectF(rect), self._name, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A picture of that many device pixels: QIconEngine.pixmap."""
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """Another one of the same: QIconEngine.clone."""
        return _Engine(self._name, self._token)


@cache
def icon(name: str, colour: str = "dim") -> QIcon:
    """The icon of that name in the colour of a token. It follows the theme by itself.

    Raises:
        KeyError: no icon has that name.
    """
    _shape(name)
    return QIcon(_Engine(name, colour))


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Draw an icon into a square, for delegates and views that paint themselves."""
    lines, areas = _shape(name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GRID, rect.height() / GRID)
    pen = QPen(colour, LINE_WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(lines, pen)
    painter.fillPath(areas, QBrush(colour))
    painter.restore()


@cache
def _shape(name: str) -> tuple[QPainterPath, QPainterPath]:
    """The outlines and the filled areas of an icon."""
    lines, areas = QPainterPath(), QPainterPath()
    letter = ""
    numbers: list[float] = []
    for word in [*SHAPES[name].split(), "M"]:
        if word.isalpha():
            _draw(areas if letter in "DB" else lines, letter, numbers)
            letter, numbers = word, []
        else:
            numbers.append(float(word))
    return lines, areas


def _draw(path: QPainterPath, letter: str, n: list[float]) -> None:
    match letter:
        case "M" if n:
            path.moveTo(n[0], n[1])
        case "L":
            for at in range(0, len(n), 2):
                path.lineTo(n[at], n[at + 1])
        case "C":
            path.cubicTo(*n)
        case "Z":
            path.closeSubpath()
        case "O" | "D":
            path.addEllipse(QPointF(n[0], n[1]), n[2], n[2])
        case "R" | "B":
            path.addRoundedRect(QRectF(*n[:4]), n[4], n[4])
