"""The pieces of words by which texts are found, and the blocks of messages that hold them, packed small.

A text that holds another holds all its pieces: blocks that lack one need not be read.
"""

import zlib
from itertools import pairwise

BLOCKS = 256
"""How many blocks a segment has at most: the number of one is a byte."""
_BITMAP_BYTES = BLOCKS // 8

_WORD_SIGNS = "\u2e80"
"""From here on a character is about a word: two of them tell enough, and three would take room."""


def grams_of(folded: str) -> set[str]:
    """Every piece of one and two characters of a folded text, and of three where these are letters."""
    found = set(folded)
    found.update(map("".join, pairwise(folded)))
    threes = map("".join, zip(folded, folded[1:], folded[2:], strict=False))
    if folded.isascii():
        found.update(threes)
    else:
        found.update(gram for gram in set(threes) if max(gram) < _WORD_SIGNS)
    return found


def telling_grams(folded: str) -> set[str]:
    """The pieces that tell most: a text that holds this one has them all among its `grams_of`."""
    if len(folded) < 3:
        return {folded}
    found = set[str]()
    for at in range(len(folded) - 2):
        three = folded[at : at + 3]
        found |= {three} if max(three) < _WORD_SIGNS else {three[:2], three[1:]}
    return found


def gram_key(gram: str) -> int:
    """A small number for a piece; now and then two have the same, and more is read then."""
    return zlib.crc32(gram.encode("utf-8", "surrogatepass")) & 0xFFFF


def pack_blocks(blocks: set[int]) -> bytes:
    """Numbers of blocks, a byte each, or a bit where that is shorter."""
    if len(blocks) < _BITMAP_BYTES:
        return bytes(sorted(blocks))
    return sum(1 << block for block in blocks).to_bytes(_BITMAP_BYTES, "little")


def blocks_in(packed: bytes) -> int:
    """What was packed, a bit for each block."""
    if len(packed) == _BITMAP_BYTES:
        return int.from_bytes(packed, "little")
    return sum(1 << block for block in packed)
