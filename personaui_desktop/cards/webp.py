"""WebP: the card in the EXIF data beside a picture."""

import struct
from collections.abc import Iterator

from personaui_desktop.cards.limits import CHUNKS
from personaui_desktop.cards.refusals import not_a_card, too_large

_EXIF_POINTER, _COMMENT, _DESCRIPTION = 0x8769, 0x9286, 0x010E
_FIELDS = 256
_WIDE = b"UNICODE\0"


def is_webp(content: bytes) -> bool:
    """Whether a file begins as WebP does."""
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def read_webp(content: bytes) -> bytes:
    """The JSON of the card in a picture.

    Raises:
        NotACard: there is none.
    """
    for kind, data in _chunks(content):
        if kind == b"EXIF":
            text = _comment(data.removeprefix(b"Exif\0\0"))
            if text:
                return text
    raise not_a_card("picture")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    for _ in range(CHUNKS):
        head = content[at : at + 8]
        if len(head) < 8:
            return
        kind, length = struct.unpack("<4sI", head)
        yield kind, content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    raise too_large()


def _comment(exif: bytes) -> bytes:
    """The comment, or the description, that begins as a card does; empty where neither does."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return b""
    fields = dict(_fields(exif, order, *struct.unpack_from(order + "I", exif, 4)))
    pointer = fields.get(_EXIF_POINTER, b"")[:4]
    if len(pointer) == 4:
        fields |= dict(_fields(exif, order, *struct.unpack(order + "I", pointer)))
    comments = (_plain(fields.get(_COMMENT, b""), order), fields.get(_DESCRIPTION, b""))
    return next((text for text in map(_unnumbered, comments) if text.lstrip()[:1] == b"{"), b"")


def _fields(exif: bytes, order: str, at: int) -> Iterator[tuple[int, bytes]]:
    """The values of a directory that are bytes or text, and pointers, by their numbers."""
    if at + 2 > len(exif):
        return
    (number,) = struct.unpack_from(order + "H", exif, at)
    for place in range(at + 2, at + 2 + 12 * min(number, _FIELDS), 12):
        if place + 12 > len(exif):
            return
        tag, kind, count = struct.unpack_from(order + "HHI", exif, place)
        size = count * (4 if kind == 4 else 1)
        (offset,) = struct.unpack_from(order + "I", exif, place + 8)
        start = place + 8 if size <= 4 else offset
        yield tag, exif[start : start + size]


def _plain(comment: bytes, order: str) -> bytes:
    """A comment without the eight bytes that name its alphabet, as UTF-8."""
    if comment.startswith(_WIDE):
        return comment[8:].decode("utf-16-le" if order == "<" else "utf-16-be", "replace").encode()
    return comment if comment.lstrip()[:1] == b"{" else comment[8:]


def _unnumbered(text: bytes) -> bytes:
    """Some programs wrote the bytes of the text as numbers with commas between them."""
    text = text.strip(b"\0 \r\n\t")
    if text[:4] != b"123,":
        return text
    try:
        return bytes(int(number) for number in text.split(b","))
    except ValueError:
        return text
