from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from personaui_desktop.widgets.common.avatar import avatar_colour, paint_avatar
from personaui_desktop.widgets.common.tokens import AVATARS, NO_AVATAR


def painted(persona_id: str, image: QImage | None = None) -> QImage:
    canvas = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(0)
    painter = QPainter(canvas)
    paint_avatar(painter, QRectF(0, 0, 40, 40), persona_id, "Elara Lind", image)
    painter.end()
    return canvas


def test_the_colour_belongs_to_the_id():
    assert avatar_colour("aa11bb22") == avatar_colour("aa11bb22")
    assert len({avatar_colour(f"{number:08x}").name() for number in range(120)}) == len(AVATARS)
    assert len({avatar_colour(name).name() for name in ("default", "a1", "b2", "c3", "d4")}) >= 3


def test_without_an_id_the_colour_is_neutral():
    assert avatar_colour("") == NO_AVATAR


def test_initials_stand_on_the_colour_of_the_id(qapp):
    canvas = painted("kant")
    assert canvas.pixelColor(20, 4) == avatar_colour("kant")
    assert canvas.pixelColor(0, 0).alpha() == 0


def test_a_picture_fills_the_circle(qapp):
    picture = QImage(300, 100, QImage.Format.Format_RGB32)
    picture.fill(QColor("#123456"))
    canvas = painted("kant", picture)
    assert canvas.pixelColor(2, 20).name() == "#123456"
    assert canvas.pixelColor(20, 37).name() == "#123456"
    assert canvas.pixelColor(1, 1).alpha() == 0


def test_a_broken_picture_shows_initials(qapp):
    assert painted("kant", QImage()) == painted("kant")
