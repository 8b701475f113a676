"""PNG and APNG: the texts beside a picture, read and put in, and all its other parts as they are.

A text stands before or after the picture itself; a program that only decodes pictures may never see it.
"""

import struct
import zlib
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from personaui_desktop.cards.card import CardFile, Mended, Repair
from personaui_desktop.cards.limits import CARD_TEXTS, CHUNKS, JSON_BYTES, UNPACKED_BYTES
from personaui_desktop.cards.refusals import damaged, too_large

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CARD_KEYWORDS = (b"ccv3", b"chara")
"""The newer one first."""
FILE_KEYWORD = b"chara-ext-asset_"
"""Begins the keyword of a text that is a file of the card's, with or without a colon after it."""
LONGEST_KEYWORD = 79
_TEXTS = {b"tEXt", b"zTXt", b"iTXt"}
_END = b"IEND"
_BLANKS = b" \t\r\n\0"


class Chunk(NamedTuple):
    """One part of a PNG: ``whole`` with its length and checksum."""

    kind: bytes
    data: bytes
    whole: bytes

    @property
    def keyword(self) -> bytes:
        """What a text is called, in small letters; nothing of other parts."""
        return self.data.partition(b"\0")[0].lower() if self.kind in _TEXTS else b""


class PngCard(NamedTuple):
    """What a picture holds: texts that may be the card, the picture without them, files of the card's."""

    texts: list[tuple[bytes, list[Repair]]]
    picture: bytes
    files: tuple[CardFile, ...]
    repairs: list[Repair]


def read_png(content: bytes) -> PngCard:
    """Take a picture apart.

    Raises:
        NotACard: it is beyond a limit, or a card's text in it is damaged.
    """
    repairs: list[Repair] = []
    texts: list[tuple[bytes, list[Repair]]] = []
    files: list[CardFile] = []
    rest = [SIGNATURE]
    room = UNPACKED_BYTES
    for chunk in _chunks(content, repairs):
        if chunk.keyword in CARD_KEYWORDS:
            texts.append(_card_text(_text_of(chunk)))
            if len(texts) > CARD_TEXTS:
                raise too_large()
        elif chunk.keyword.startswith(FILE_KEYWORD):
            files.append(_file_of(chunk))
            room -= len(files[-1].content)
            if room < 0:
                raise too_large()
        else:
            rest.append(chunk.whole)
    return PngCard(texts, b"".join(rest), tuple(files), repairs)


def write_png(picture: bytes, texts: Iterable[tuple[bytes, bytes]], files: Iterable[CardFile] = ()) -> bytes:
    """A picture with a card in it, in place of any that is there; ``texts`` are keywords and JSON."""
    added = [_text_chunk(FILE_KEYWORD + b":" + file.path.encode(), file.content) for file in files]
    added += [_text_chunk(keyword, text) for keyword, text in texts]
    kept, end = [SIGNATURE], _chunk(_END, b"")
    for chunk in _chunks(picture, []):
        is_old = chunk.keyword in CARD_KEYWORDS or chunk.keyword.startswith(FILE_KEYWORD)
        if chunk.kind == _END:
            end = chunk.whole
        elif not is_old:
            kept.append(chunk.whole)
    return b"".join([*kept, *added, end])


def plain_png(side: int, colour: tuple[int, int, int]) -> bytes:
    """A square of one colour, for who has no picture."""
    rows = (b"\0" + bytes(colour) * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (_END, b""))
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunks(content: bytes, repairs: list[Repair]) -> Iterator[Chunk]:
    """The parts up to the end of the picture; what comes after it is no part of it."""
    at = len(SIGNATURE)
    for _ in range(CHUNKS):
        head = content[at : at + 8]
        if len(head) < 8:
            repairs.append(Repair(Mended.TRUNCATED))
            return
        length, kind = struct.unpack(">I4s", head)
        whole = content[at : at + 12 + length]
        if len(whole) < 12 + length:
            repairs.append(Repair(Mended.TRUNCATED))
            return
        if zlib.crc32(whole[4:-4]) != int.from_bytes(whole[-4:], "big"):
            repairs.append(Repair(Mended.WRONG_CHECKSUM))
        yield Chunk(kind, whole[8:-4], whole)
        at += len(whole)
        if kind == _END:
            return
    raise too_large()


def _text_of(chunk: Chunk) -> bytes:
    """What a text says, unpacked if it is packed."""
    text = chunk.data.partition(b"\0")[2]
    if chunk.kind == b"tEXt":
        return text
    if chunk.kind == b"zTXt":
        return _unpacked(text[1:])
    is_packed, said = text[:1] == b"\1", text[2:].split(b"\0", 2)
    if len(said) < 3:
        raise damaged("code")
    return _unpacked(said[2]) if is_packed else said[2]


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    # Code is a third longer than what it stands for.
    most = JSON_BYTES * 3 // 2
    try:
        text = unpacking.decompress(packed, most)
    except zlib.error:
        raise damaged("code") from None
    if unpacking.unconsumed_tail:
        raise too_large()
    return text


def _card_text(text: bytes) -> tuple[bytes, list[Repair]]:
    """The JSON that a card's text is, raw or as base64."""
    bare = text.strip(_BLANKS)
    if bare[:1] == b"{" or bare[:4] in {b"\xef\xbb\xbf{", b"rcc|"}:
        return bare, [Repair(Mended.RAW_JSON)]
    joined = bare.translate(None, _BLANKS)
    repairs = [] if joined == bare else [Repair(Mended.BASE64_BROKEN_UP)]
    return _decoded(joined), repairs


def _decoded(code: bytes) -> bytes:
    try:
        return b64decode(code.rstrip(b"=") + b"=" * (-len(code.rstrip(b"=")) % 4), validate=True)
    except (Base64Error, ValueError):
        raise damaged("code") from None


def _file_of(chunk: Chunk) -> CardFile:
    name = chunk.data.partition(b"\0")[0][len(FILE_KEYWORD) :].removeprefix(b":")
    content = _text_of(chunk).translate(None, _BLANKS)
    return CardFile(name.decode("latin-1"), _decoded(content))


def _text_chunk(keyword: bytes, text: bytes) -> bytes:
    return _chunk(b"tEXt", keyword + b"\0" + b64encode(text))


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
