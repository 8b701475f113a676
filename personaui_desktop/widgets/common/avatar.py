"""Avatars: a persona's picture in a circle, or its initials on a colour that its id decides."""

from functools import cache
from zlib import crc32

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QTransform

from personaui_desktop.personas.profile import initials
from personaui_desktop.widgets.common.theme import STRONG, font
from personaui_desktop.widgets.common.tokens import AVATARS, NO_AVATAR, ON_AVATAR


@cache
def avatar_colour(persona_id: str) -> QColor:
    """The ground of a persona's initials, always the same for the same id; neutral while there is no id."""
    if not persona_id:
        return NO_AVATAR
    # Not one of hashlib, which loads OpenSSL's three megabytes.
    return AVATARS[crc32(persona_id.encode("utf-8", "surrogatepass")) % len(AVATARS)]


def paint_avatar(
    painter: QPainter, rect: QRectF, persona_id: str, name: str, image: QImage | None = None
) -> None:
    """Draw a persona's avatar as a circle that fills the square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if image is not None and not image.isNull():
        painter.setBrush(_picture_brush(painter, rect, image))
        painter.drawEllipse(rect)
    else:
        painter.setBrush(avatar_colour(persona_id))
        painter.drawEllipse(rect)
        painter.setPen(ON_AVATAR)
        painter.setFont(_initials_font(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


def _initials_font(diameter: float) -> QFont:
    return font(diameter * (0.38 if diameter >= 36 else 0.42), STRONG)


_scaled: dict[tuple[int, int], QImage] = {}
SCALED_KEPT = 64


def _picture_brush(painter: QPainter, rect: QRectF, image: QImage) -> QBrush:
    ratio = painter.device().devicePixelRatio()
    pixels = max(1, round(rect.width() * ratio))
    scaled = _fitting(image, pixels)
    brush = QBrush(scaled)
    step = rect.width() / pixels
    size = QSizeF(scaled.width() * step, scaled.height() * step)
    left = rect.center().x() - size.width() / 2
    top = rect.center().y() - size.height() / 2
    brush.setTransform(QTransform.fromTranslate(left, top).scale(step, step))
    return brush


def _fitting(image: QImage, pixels: int) -> QImage:
    """The picture scaled so that its shorter side has that many pixels; kept, for painting is often."""
    key = (image.cacheKey(), pixels)
    found = _scaled.get(key)
    if found is None:
        if len(_scaled) >= SCALED_KEPT:
            _scaled.clear()
        found = _scaled[key] = image.scaled(
            pixels,
            pixels,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
    return found
