"""The pieces by which texts are found, in any script."""

from hypothesis import example, given
from hypothesis import strategies as st

from personaui_desktop.database.search_grams import (
    BLOCKS,
    blocks_in,
    gram_key,
    grams_of,
    pack_blocks,
    telling_grams,
)

TEXTS = st.text(st.sampled_from("abж北京ก한👍 ") | st.characters(codec="utf-8"), max_size=12)


@given(TEXTS, TEXTS, TEXTS.filter(bool))
@example("", "", "北京a")
def test_a_text_has_the_telling_pieces_of_all_that_it_holds(before: str, after: str, sought: str) -> None:
    assert telling_grams(sought) <= grams_of(before + sought + after)


def test_letters_tell_by_threes_and_signs_by_twos() -> None:
    assert telling_grams("house") == {"hou", "ous", "use"}
    assert telling_grams("北京市") == {"北京", "京市"}
    assert "北京市" not in grams_of("北京市")


@given(st.sets(st.integers(0, BLOCKS - 1)))
def test_packed_blocks_come_back(blocks: set[int]) -> None:
    packed = pack_blocks(blocks)
    assert len(packed) <= BLOCKS // 8
    assert {block for block in range(BLOCKS) if blocks_in(packed) >> block & 1} == blocks


@given(st.text(max_size=3))
def test_a_key_is_small(gram: str) -> None:
    assert 0 <= gram_key(gram) < 2**16
