"""Character cards as programs and the wild write them, made byte by byte."""

import io
import json
import struct
import zipfile
import zlib
from base64 import b64encode
from typing import Any

from personaui_desktop.cards.json_text import write_json
from personaui_desktop.cards.png import SIGNATURE, plain_png

PICTURE = plain_png(8, (200, 90, 40))
V1 = {
    "name": "Wren",
    "description": "{{char}} keeps the light.",
    "personality": "patient",
    "scenario": "A storm.",
    "first_mes": "*wipes the lens* Oh. {{user}}.",
    "mes_example": "<START>\r\n{{user}}: Hi\r\n{{char}}: Evening.",
}
V2 = {
    "spec": "chara_card_v2",
    "spec_version": "2.0",
    "data": {
        **V1,
        "creator_notes": "Be kind.",
        "system_prompt": "{{original}} Write short.",
        "post_history_instructions": "Stay in the tower.",
        "alternate_greetings": ["It is late.", "", "You again?"],
        "character_book": {"entries": [{"keys": ["lamp"], "content": "Old.", "extensions": {"x": 1}}]},
        "tags": ["sea", "calm"],
        "creator": "somebody",
        "character_version": "1.1",
        "extensions": {"depth_prompt": {"depth": 4}, "unknown/of ours": [1, None, {"a": "ü"}]},
    },
    "create_date": "2023-4-8 @14h 12m 43s 738ms",
}
V3 = {
    "spec": "chara_card_v3",
    "spec_version": "3.0",
    "data": {
        **V2["data"],  # type: ignore[dict-item]
        "nickname": "Birdie",
        "group_only_greetings": [],
        "creation_date": 1_700_000_000,
        "assets": [{"type": "icon", "uri": "ccdefault:", "name": "main", "ext": "png"}],
    },
}


def chunk(kind: bytes, data: bytes, checksum: int | None = None) -> bytes:
    right = zlib.crc32(kind + data)
    return (
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", right if checksum is None else checksum)
    )


def with_chunks(*chunks: bytes, picture: bytes = PICTURE, at_the_end: bool = True) -> bytes:
    """A picture with these parts before its end, or right after its header."""
    place = len(picture) - 12 if at_the_end else len(SIGNATURE) + 25
    return picture[:place] + b"".join(chunks) + picture[place:]


def coded(card: Any) -> bytes:
    return b64encode(write_json(card))


def text(keyword: bytes, said: bytes) -> bytes:
    return chunk(b"tEXt", keyword + b"\0" + said)


def packed_text(keyword: bytes, said: bytes) -> bytes:
    return chunk(b"zTXt", keyword + b"\0\0" + zlib.compress(said))


def wide_text(keyword: bytes, said: bytes, *, packed: bool) -> bytes:
    head = keyword + b"\0" + (b"\1" if packed else b"\0") + b"\0en\0\0"
    return chunk(b"iTXt", head + (zlib.compress(said) if packed else said))


def png_of(card: Any, keyword: bytes = b"chara") -> bytes:
    return with_chunks(text(keyword, coded(card)))


def json_of(card: Any) -> bytes:
    return json.dumps(card).encode()


def charx_of(card: Any, files: dict[str, bytes] | None = None, *, before: bytes = b"") -> bytes:
    """An archive whose card comes last, as in the wild."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in (files or {}).items():
            archive.writestr(path, content)
        archive.writestr("card.json", json.dumps(card))
    return before + written.getvalue()


def webp_of(comment: bytes, order: str = "<") -> bytes:
    """A WebP that has nothing but a comment in its EXIF data."""
    mark = b"II" if order == "<" else b"MM"
    first = struct.pack(order + "HHHII", 1, 0x8769, 4, 1, 26) + bytes(4)
    second = struct.pack(order + "HHHII", 1, 0x9286, 7, len(comment), 44) + bytes(4)
    exif = mark + struct.pack(order + "HI", 42, 8) + first + second + comment
    data = b"EXIF" + struct.pack("<I", len(exif)) + exif + bytes(len(exif) % 2)
    return b"RIFF" + struct.pack("<I", len(data) + 4) + b"WEBP" + data
