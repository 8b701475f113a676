import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from personaui_desktop.widgets.common.switch import paint_switch
from personaui_desktop.widgets.common.theme import theme


def painted(*, on: bool) -> QImage:
    image = QImage(26, 15, QImage.Format.Format_RGB32)
    image.fill(theme().tokens.page)
    painter = QPainter(image)
    paint_switch(painter, QRectF(0, 0, 26, 15), on)
    painter.end()
    return image


@pytest.mark.usefixtures("qapp")
def test_a_switch_shows_its_state_by_more_than_colour() -> None:
    off, on = painted(on=False), painted(on=True)
    assert off.pixelColor(7, 7).lightness() > off.pixelColor(18, 7).lightness()
    assert on.pixelColor(7, 7).lightness() < on.pixelColor(18, 7).lightness()
