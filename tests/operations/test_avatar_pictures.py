import base64
import gzip
import os
import re
import struct
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

import personaui_desktop
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.avatar_pictures import (
    MAX_FILE_BYTES,
    MAX_PIXELS,
    avatar_from,
    cut_avatar,
    decode_avatar,
    read_picture,
    take_image,
)


def png_header(width: int, height: int) -> bytes:
    """The beginning of a PNG that claims this size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture file of 300 by 200 pixels."""
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#3366aa"))
    file = tmp_path / "picture.png"
    assert image.save(str(file))
    return file


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
    image = QImage.fromData(read_picture(file).work().avatar)
    assert image.width() == image.height() == min(width, height, 256)


def test_a_transparent_picture_stays_transparent(qapp, tmp_path):
    picture = QImage(300, 300, QImage.Format.Format_ARGB32)
    picture.fill(0)
    file = tmp_path / "picture.png"
    picture.save(str(file))
    assert QImage.fromData(read_picture(file).work().avatar).pixelColor(10, 10).alpha() == 0


@pytest.mark.parametrize("junk", [b"", b"no picture", png_header(100, 100), png_header(60_000, 60_000)])
def test_what_is_no_picture_or_too_large_is_refused(qapp, junk):
    with pytest.raises(InvalidInput):
        avatar_from(junk)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    file = tmp_path / "large.png"
    with file.open("wb") as handle:
        handle.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(InvalidInput, match="20 MB"):
        read_picture(file).work()


def test_a_picture_that_is_too_wide_is_refused_however_few_pixels_it_has(qapp, tmp_path):
    picture = QImage(MAX_PIXELS + 1, 4, QImage.Format.Format_RGB32)
    picture.fill(0xFF336699)
    file = tmp_path / "picture.png"
    picture.save(str(file))
    with pytest.raises(InvalidInput, match="wider or taller than 8192 pixels"):
        read_picture(file).work()


def test_a_stored_picture_of_too_many_bytes_shows_as_initials(qapp, picture):
    stored = picture.read_bytes()
    assert not decode_avatar(stored).work().isNull()
    assert decode_avatar(stored + bytes(MAX_FILE_BYTES)).work().isNull()


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(InvalidInput, match=r"cannot be read: it is not there\.$"):
        read_picture(tmp_path / "none.png").work()


@pytest.mark.parametrize("kind", ["png", "jpg", "webp", "gif", "bmp"])
def test_the_formats_that_are_named_are_read(qapp, tmp_path, kind):
    file = tmp_path / f"picture.{kind}"
    if kind == "gif":
        file.write_bytes(base64.b64decode("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw=="))
    else:
        picture = QImage(40, 40, QImage.Format.Format_RGB32)
        picture.fill(0xFF336699)
        assert picture.save(str(file))
    assert not decode_avatar(file.read_bytes()).work().isNull()
    assert read_picture(file).work().avatar.startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["ppm", "xbm", "xpm", "ico", "tiff", "icns", "cur"])
def test_no_other_format_is_read_under_whatever_name(qapp, tmp_path, kind):
    picture = QImage(16, 16, QImage.Format.Format_RGB32)
    picture.fill(0xFF336699)
    picture.save(str(tmp_path / "picture"), kind)
    file = tmp_path / "picture.png"
    (tmp_path / "picture").replace(file)
    assert not QImage.fromData(file.read_bytes()).isNull(), "Qt itself reads it"
    refused_everywhere(file)


def svg(address: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'width="40" height="40"><rect width="9" height="9"/>'
        f'<image width="40" height="40" xlink:href="{address}"/></svg>'
    ).encode()


@contextmanager
def nobody_opens(pipe: Path) -> Iterator[None]:
    """Another process waits for readers, and lets each go on: Qt may wait without letting Python run."""
    os.mkfifo(pipe)
    script = 'while : > "$1"; do echo opened; done'
    with subprocess.Popen(["sh", "-c", script, "sh", str(pipe)], stdout=subprocess.PIPE, text=True) as writer:
        try:
            yield
        finally:
            writer.kill()
        told, _ = writer.communicate()
    assert told == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("address", ["{pipe}", "file://{pipe}", "pipe"])
def test_a_drawing_opens_no_other_file(qapp, tmp_path, monkeypatch, compressed, address):
    monkeypatch.chdir(tmp_path)
    pipe = tmp_path / "pipe"
    drawing = svg(address.format(pipe=pipe))
    file = tmp_path / "picture.png"
    file.write_bytes(gzip.compress(drawing) if compressed else drawing)
    with nobody_opens(pipe):
        refused_everywhere(file)


@pytest.mark.parametrize(
    "beginning", [b"", b"\x89PNG\r\n\x1a\n", b"BM", b"GIF89a", b"\xff\xd8\xff", b"RIFF1234WEBP"]
)
def test_a_drawing_is_not_read_under_another_beginning(qapp, tmp_path, beginning):
    file = tmp_path / "picture.png"
    file.write_bytes(beginning + svg("/etc/hostname"))
    refused_everywhere(file)


def refused_everywhere(file: Path) -> None:
    """Neither chosen as a picture, nor shown where a persona's file holds it."""
    with pytest.raises(InvalidInput):
        read_picture(file).work()
    with pytest.raises(InvalidInput):
        avatar_from(file.read_bytes())
    assert decode_avatar(file.read_bytes()).work().isNull()


def test_a_pipe_is_no_picture_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "picture.png")
    with pytest.raises(InvalidInput, match="not a file"):
        read_picture(tmp_path / "picture.png").work()


def test_a_stored_picture_that_claims_too_much_shows_as_initials(qapp):
    assert decode_avatar(png_header(60_000, 60_000)).work().isNull()
    assert decode_avatar(b"").work().isNull()


def test_pictures_are_read_in_one_place_but_for_those_that_this_program_draws():
    package = Path(personaui_desktop.__file__).parent
    reading = re.compile(r"QImageReader\(|fromData\(|loadFromData|QMovie\(|QSvgRenderer|QPixmap\(str")
    places = {file.name for file in package.rglob("*.py") if reading.search(file.read_text(encoding="utf-8"))}
    # Of a formula's picture, only plain shapes get that far: tests of typesetting.
    assert places == {"avatar_pictures.py", "formula.py"}


def test_a_square_is_cut_where_one_wants_it() -> None:
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for x in range(300):
        for y in range(400):
            image.setPixelColor(x, y, QColor("blue"))
    cut = QImage.fromData(cut_avatar(image, QRect(0, 0, 300, 300)).work())
    assert (cut.size().toTuple(), cut.pixelColor(250, 5)) == ((256, 256), QColor("blue"))
    found = take_image(image).work()
    assert found.image == image
    assert QImage.fromData(found.avatar).pixelColor(250, 5) == QColor("red")
    with pytest.raises(InvalidInput, match="not a picture"):
        take_image(QImage()).work()
