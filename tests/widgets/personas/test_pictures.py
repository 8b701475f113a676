import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from personaui_desktop.errors import InvalidInput
from personaui_desktop.widgets.personas.pictures import (
    MAX_FILE_BYTES,
    avatar_from,
    decode_avatar,
    read_avatar,
)


def png_header(width: int, height: int) -> bytes:
    """The beginning of a PNG that claims this size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


def test_a_picture_becomes_a_square_of_256_pixels(picture: Path):
    avatar = avatar_from(picture.read_bytes())
    image = decode_avatar(avatar).work()
    assert (image.width(), image.height()) == (200, 200)
    assert avatar.startswith(b"\x89PNG")


@pytest.mark.parametrize(("width", "height"), [(2000, 700), (700, 2000), (1, 1), (1, 900)])
def test_any_shape_becomes_a_square(qapp, tmp_path, width, height):
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(0xFF336699)
    file = tmp_path / "picture.png"
    picture.save(str(file))
    image = QImage.fromData(read_avatar(file).work())
    assert image.width() == image.height() == min(width, height, 256)


def test_a_transparent_picture_stays_transparent(qapp, tmp_path):
    picture = QImage(300, 300, QImage.Format.Format_ARGB32)
    picture.fill(0)
    file = tmp_path / "picture.png"
    picture.save(str(file))
    assert QImage.fromData(read_avatar(file).work()).pixelColor(10, 10).alpha() == 0


@pytest.mark.parametrize("junk", [b"", b"no picture", png_header(100, 100), png_header(60_000, 60_000)])
def test_what_is_no_picture_or_too_large_is_refused(qapp, junk):
    with pytest.raises(InvalidInput):
        avatar_from(junk)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    file = tmp_path / "large.png"
    with file.open("wb") as handle:
        handle.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(InvalidInput, match="20 MB"):
        read_avatar(file).work()


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_avatar(tmp_path / "none.png").work()
