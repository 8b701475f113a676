import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage

from personaui_desktop.widgets.common.icon_shapes import SHAPES
from personaui_desktop.widgets.common.icons import icon
from personaui_desktop.widgets.common.theme import theme


@pytest.fixture(autouse=True)
def _back_to_system(qapp):
    yield
    theme().appearance = "system"


def picture(name: str, mode: QIcon.Mode = QIcon.Mode.Normal) -> QImage:
    return icon(name).pixmap(QSize(40, 40), 1.0, mode).toImage()


def ink(image: QImage) -> set[tuple[int, int]]:
    return {
        (x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha()
    }


@pytest.mark.parametrize("name", SHAPES)
def test_every_icon_is_drawn_within_its_square(name):
    drawn = ink(picture(name))
    assert drawn
    assert all(2 <= x < 38 and 2 <= y < 38 for x, y in drawn)
