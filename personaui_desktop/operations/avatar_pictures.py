"""Pictures for avatars: read, bounded, scaled and decoded away from the GUI thread."""

import re
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QImageWriter

from personaui_desktop.background.operation import Errand, Lane, Operation
from personaui_desktop.errors import InvalidInput
from personaui_desktop.os_errors import why
from personaui_desktop.phrases import Phrase

LARGEST_STORED = 256
"""The side of an avatar as it is kept, in pixels of the picture."""
MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 8192
ALLOCATION_MIB = 300
"""An honest picture of `MAX_PIXELS` squared takes 256 MiB; a file that claims more is refused."""

_BEGINNINGS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), b"png"),
    (re.compile(rb"\xff\xd8\xff"), b"jpeg"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), b"webp"),
    (re.compile(rb"GIF8[79]a"), b"gif"),
    (re.compile(rb"BM"), b"bmp"),
)
"""What is read, by how a file begins. Other formats that Qt knows, such as SVG, may open further files."""
_OTHER = Phrase("Personas", "Choose another picture: PNG, JPEG, WebP, GIF or BMP.")


class UsablePicture(NamedTuple):
    """A picture as it was read, and the avatar that its middle makes."""

    image: QImage
    avatar: bytes


def read_picture(path: Path) -> Operation[UsablePicture]:
    """Read a picture file, and make an avatar of it: a square PNG of at most 256 pixels, cut from its middle.

    Fails with `InvalidInput` where the file is too large, is no picture, or cannot be read.
    """
    return Errand(lambda: _usable(_decode(_bounded_bytes(path))), lane=Lane.OUTSIDE)


def take_image(image: QImage) -> Operation[UsablePicture]:
    """Make an avatar of a picture that was pasted or dropped; it fails as `read_picture` does."""
    return Errand(lambda: _usable(image), lane=Lane.OUTSIDE)


def cut_avatar(image: QImage, square: QRect) -> Operation[bytes]:
    """Make an avatar of a square of a picture."""
    return Errand(lambda: _png(_small(image.copy(square))), lane=Lane.OUTSIDE)


def decode_avatar(avatar: bytes) -> Operation[QImage]:
    """Decode a stored avatar; a null image where it is broken, which then shows as initials."""

    def decode() -> QImage:
        try:
            return _decode(avatar)
        except InvalidInput:
            return QImage()

    return Errand(decode, lane=Lane.BULK)


def avatar_from(picture: bytes, above: float = 0.5) -> bytes:
    """The avatar for the bytes of a picture.

    Args:
        picture: of any shape.
        above: of what is cut off a tall one, how much at the top; faces are rather high up.

    Raises:
        InvalidInput: it is no picture, or is too large.
    """
    return _avatar_of(_decode(picture), above)


def png_from(picture: bytes) -> bytes:
    """The same picture as PNG, in its own size.

    Raises:
        InvalidInput: it is no picture, or is too large.
    """
    image = _decode(picture, is_small=False)
    if image.isNull():
        raise InvalidInput(Phrase("Personas", "This file is not a picture that can be read."), _OTHER)
    return _png(image)


def _usable(image: QImage) -> UsablePicture:
    return UsablePicture(image, _avatar_of(image, 0.5))


def _avatar_of(image: QImage, above: float) -> bytes:
    if image.isNull():
        raise InvalidInput(Phrase("Personas", "This file is not a picture that can be read."), _OTHER)
    side = min(image.width(), image.height())
    left, top = (image.width() - side) // 2, int((image.height() - side) * above)
    return _png(_small(image.copy(left, top, side, side)))


def _small(square: QImage) -> QImage:
    """A square as large as an avatar may be."""
    if square.width() <= LARGEST_STORED:
        return square
    return square.scaled(
        LARGEST_STORED,
        LARGEST_STORED,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _bounded_bytes(path: Path) -> bytes:
    try:
        # Reading a pipe or a device might never end.
        if path.exists() and not path.is_file():
            raise InvalidInput(Phrase("Personas", "This is not a file."), _OTHER)
        with path.open("rb") as file:
            found = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise InvalidInput(
            Phrase("Personas", "The picture cannot be read: {why}.").filled(why=why(error)),
            _OTHER,
        ) from error
    if len(found) > MAX_FILE_BYTES:
        raise InvalidInput(
            Phrase("Personas", "The picture is larger than 20 MB."),
            Phrase("Personas", "Choose a smaller one."),
        )
    return found


def _decode(picture: bytes, *, is_small: bool = True) -> QImage:
    kind = _format_of(picture)
    if kind is None or len(picture) > MAX_FILE_BYTES:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(picture))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, kind)
    reader.setAutoDetectImageFormat(False)
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > MAX_PIXELS:
        raise InvalidInput(
            Phrase("Personas", "The picture is wider or taller than {pixels} pixels.").filled(
                pixels=str(MAX_PIXELS)
            ),
            Phrase("Personas", "Choose a smaller one."),
        )
    reader.setAllocationLimit(ALLOCATION_MIB)
    if is_small:
        _decode_small(reader, size)
    return reader.read()


def _format_of(picture: bytes) -> bytes | None:
    """The format that a picture's first bytes tell, as Qt names it; ``None`` for any that is not read."""
    return next((kind for beginning, kind in _BEGINNINGS if beginning.match(picture)), None)


def _decode_small(reader: QImageReader, size: QSize) -> None:
    """Let formats that can (JPEG) decode at about the size that is needed."""
    shorter = min(size.width(), size.height())
    if shorter > 2 * LARGEST_STORED and reader.supportsOption(QImageIOHandler.ImageOption.ScaledSize):
        reader.setScaledSize(size * (2 * LARGEST_STORED / shorter))


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
