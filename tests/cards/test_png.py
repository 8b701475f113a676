import struct

import pytest
from support.made_cards import PICTURE, V2, chunk, coded, packed_text, text, with_chunks

from personaui_desktop.cards import limits, png
from personaui_desktop.errors import NotACard


def test_a_text_that_unpacks_without_end_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(NotACard, match="larger than"):
        png.read_png(with_chunks(packed_text(b"chara", bytes(60 * limits.MIB))))


def test_texts_that_are_no_card_are_never_unpacked() -> None:
    found = png.read_png(
        with_chunks(packed_text(b"risuai", bytes(60 * limits.MIB)), text(b"chara", coded(V2)))
    )
    assert len(found.texts) == 1


def test_a_picture_with_very_many_cards_or_parts_is_refused() -> None:
    with pytest.raises(NotACard, match="larger than"):
        png.read_png(with_chunks(*[text(b"chara", coded(V2))] * (limits.CARD_TEXTS + 1)))
    with pytest.raises(NotACard, match="larger than"):
        png.read_png(with_chunks(chunk(b"IDAT", b"") * limits.CHUNKS))


def test_the_files_in_a_picture_have_a_limit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "UNPACKED_BYTES", 7)
    file = text(b"chara-ext-asset_:1", b"aWNvbg==")
    assert len(png.read_png(with_chunks(file)).files) == 1
    with pytest.raises(NotACard, match="larger than"):
        png.read_png(with_chunks(file, file))


def test_a_part_that_claims_more_than_there_is_ends_the_picture() -> None:
    content = PICTURE[:-12] + struct.pack(">I4s", 0xFFFFFFFF, b"tEXt") + b"chara\0"
    assert png.read_png(content).picture == PICTURE[:-12]


def test_what_comes_behind_a_picture_is_no_part_of_it() -> None:
    assert png.read_png(PICTURE + text(b"chara", coded(V2))).texts == []
