"""Whatever a file claims, reading it takes no more than 256 MB, its own bytes included."""

import tracemalloc
from collections.abc import Callable
from contextlib import suppress

import pytest
from support.made_cards import V3, charx_of, chunk, packed_text, with_chunks

from personaui_desktop.cards.limits import FILE_BYTES, MIB
from personaui_desktop.cards.reading import read_card
from personaui_desktop.errors import NotACard

MOST = 256 * MIB
BEGINNING = b'{"name": "a", "x": '

HOSTILE: dict[str, Callable[[], bytes]] = {
    "an archive that unpacks to much": lambda: charx_of(V3, {"a": bytes(63 * MIB)}),
    "an archive that unpacks to very much": lambda: charx_of(V3, {"a": bytes(300 * MIB)}),
    "an archive of many large files": lambda: charx_of(V3, {str(at): bytes(20 * MIB) for at in range(20)}),
    "a picture with packed cards": lambda: with_chunks(
        *[packed_text(b"chara", b"A" * (24 * MIB))] * 4, chunk(b"IDAT", bytes(30 * MIB))
    ),
    "a picture with a card without end": lambda: with_chunks(packed_text(b"chara", bytes(300 * MIB))),
    "very many lists": lambda: BEGINNING + b"[" + b"[]," * 5_000_000 + b"1]}",
    "very many texts": lambda: BEGINNING + b"[" + b'"ab",' * 3_000_000 + b"1]}",
    "very many numbers": lambda: BEGINNING + b"[" + b"12345," * 2_600_000 + b"1]}",
    "a file of the largest size": lambda: with_chunks(chunk(b"IDAT", bytes(FILE_BYTES - MIB))),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_memory_has_a_limit(kind: str) -> None:
    content = HOSTILE[kind]()
    tracemalloc.start()
    try:
        with suppress(NotACard):
            read_card(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak + len(content) < MOST
