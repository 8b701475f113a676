"""Cuts a square out of a picture by hand, to be an avatar."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.buttons import plain_button, primary_button
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SIDE, theme

WIDTH, HEIGHT = 520, 560
SMALLEST_PART = 8
"""The square is never smaller than this part of the picture's shorter side."""
STEPS = 100
_STEP_PIXELS = 4
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropView(QWidget):
    """Shows the picture, and the square that is cut out of it as a circle; dragging moves it.

    Attributes:
        square: in pixels of the picture.
    """

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        self._dragged_at: QPointF | None = None
        side = min(image.width(), image.height())
        self.square = QRect((image.width() - side) // 2, (image.height() - side) // 2, side, side)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Personas", "Part of the picture that is used; arrow keys move it"))
        self.setMinimumSize(QSize(160, 160))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def move_by(self, right: float, down: float) -> None:
        """Move the square by pixels of the picture, as far as that reaches."""
        moved = self.square.translated(round(right), round(down))
        moved.moveLeft(max(0, min(moved.left(), self._image.width() - moved.width())))
        moved.moveTop(max(0, min(moved.top(), self._image.height() - moved.height())))
        self.square = moved
        self.update()

    def set_size(self, part: float) -> None:
        """Have the square be so large a part of the largest there can be, about its middle."""
        largest = min(self._image.width(), self._image.height())
        side = max(1, round(largest * part))
        middle = QRectF(self.square).center()
        self.square = QRect(round(middle.x() - side / 2), round(middle.y() - side / 2), side, side)
        self.move_by(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, dim around the circle: QWidget.paintEvent."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        place, scale = self._place(), self._scale()
        painter.drawImage(place, self._image)
        circle = QRectF(
            place.topLeft() + QPointF(self.square.topLeft()) * scale, QRectF(self.square).size() * scale
        )
        around = QPainterPath()
        around.addRect(place)
        around.addEllipse(circle)
        shade = QColor(theme().tokens.page)
        shade.setAlpha(190)
        painter.fillPath(around, shade)
        painter.setPen(QPen(theme().tokens.accent, 2 if self.hasFocus() else 1))
        painter.drawEllipse(circle)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag: QWidget.mousePressEvent."""
        self._dragged_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the square: QWidget.mouseMoveEvent."""
        if self._dragged_at is not None:
            way = (event.position() - self._dragged_at) / self._scale()
            self._dragged_at = event.position()
            self.move_by(way.x(), way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it: QWidget.mouseReleaseEvent."""
        self._dragged_at = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the dialog, which has the size: QWidget.wheelEvent."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move it: QWidget.keyPressEvent."""
        way = _MOVES.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        step = max(1.0, _STEP_PIXELS / self._scale())
        self.move_by(way[0] * step, way[1] * step)

    def _scale(self) -> float:
        """How many pixels of the screen one of the picture takes."""
        return min(self.width() / self._image.width(), self.height() / self._image.height())

    def _place(self) -> QRectF:
        size = QRectF(self._image.rect()).size() * self._scale()
        return QRectF(QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2), size)


class CropDialog(QDialog):
    """Shows `CropView`, with a slider for the size. Accepted, its ``view.square`` is what is wanted."""

    def __init__(self, image: QImage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Personas", "Crop picture"))
        fit_on_screen(self, WIDTH, HEIGHT)
        self.view = CropView(image)
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(STEPS // SMALLEST_PART, STEPS)
        self.size_slider.setValue(STEPS)
        self.size_slider.setAccessibleName(translate("Personas", "Size"))
        self.size_slider.valueChanged.connect(self._resize_square)
        row = QHBoxLayout()
        row.setSpacing(RELATED)
        row.addWidget(QLabel(translate("Personas", "Size")))
        row.addWidget(self.size_slider, 1)
        self.cancel_button = plain_button(translate("Personas", "Cancel"), self.reject)
        self.use_button = primary_button(translate("Personas", "Use this part"), self.accept)
        self.use_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, SIDE, SIDE, GROUP)
        layout.setSpacing(GROUP)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)
        layout.addLayout(button_row(self.cancel_button, self.use_button))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel changes the size: QWidget.wheelEvent."""
        step = 5 if event.angleDelta().y() > 0 else -5
        self.size_slider.setValue(self.size_slider.value() + step)

    def _resize_square(self, value: int) -> None:
        self.view.set_size(value / STEPS)
