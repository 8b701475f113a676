import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.made_cards import V1, json_of, webp_of

from personaui_desktop.cards import webp
from personaui_desktop.errors import NotACard


def with_exif(exif: bytes) -> bytes:
    return b"RIFF\0\0\0\0WEBPEXIF" + struct.pack("<I", len(exif)) + exif


def test_a_comment_without_a_name_for_its_alphabet_is_read() -> None:
    assert webp.read_webp(webp_of(json_of(V1))) == json_of(V1)


def test_other_parts_before_the_comment_are_passed_over() -> None:
    content = webp_of(b"ASCII\0\0\0" + json_of(V1))
    odd = b"VP8X" + struct.pack("<I", 3) + b"abc\0"
    assert webp.read_webp(content[:12] + odd + content[12:]) == json_of(V1)


@given(st.binary(max_size=60))
@example(b"II*\0\x08\0\0\0\1\0\x69\x87\4\0\1\0\0\0\x08\0\0\0")
@example(b"MM\0*\xff\xff\xff\xff")
@example(b"II*\0\x08\0\0\0\xff\xff")
def test_whatever_stands_in_the_place_of_a_comment_is_no_card(exif: bytes) -> None:
    for beginning in (b"", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"):
        with pytest.raises(NotACard):
            webp.read_webp(with_exif(beginning + exif))


def test_very_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webp, "CHUNKS", 3)
    with pytest.raises(NotACard, match="larger than"):
        webp.read_webp(b"RIFF\0\0\0\0WEBP" + (b"VP8 " + bytes(4)) * 4)
