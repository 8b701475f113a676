import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from personaui_desktop.widgets.common.painting import fill


@pytest.mark.parametrize("rect", [QRect(3, 2, 7, 5), QRectF(2.25, 3.5, 6.5, 4.25)])
@pytest.mark.parametrize("colour", [QColor("#336699"), QColor(200, 30, 30, 90)])
@pytest.mark.parametrize("antialias", [False, True])
def test_a_rectangle_is_filled_as_qt_does(rect: QRect | QRectF, colour: QColor, antialias: bool) -> None:
    ours, theirs = (QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied) for _ in range(2))
    for image in (ours, theirs):
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, antialias)
        if image is ours:
            fill(painter, rect, colour)
        else:
            painter.fillRect(rect, colour)
        painter.end()
    assert ours == theirs
    assert ours.pixelColor(5, 5) != QColor("white")
