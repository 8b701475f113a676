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


def test_no_two_icons_are_the_same():
    assert len({frozenset(ink(picture(name))) for name in SHAPES}) == len(SHAPES)


def test_an_icon_follows_the_theme_and_its_state():
    theme().appearance = "light"
    light = picture("send")
    assert picture("send", QIcon.Mode.Disabled) != light
    theme().appearance = "dark"
    assert picture("send") != light


def test_an_unknown_icon_is_a_mistake():
    with pytest.raises(KeyError):
        icon("no such icon")
