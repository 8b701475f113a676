from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.text import TITLE_CHARACTERS, PieceCleaner, beginning, clean_text, title_from

any_text = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\ud83d\ude00\udc00\udbff")))


@given(any_text)
def test_clean_text_can_always_be_encoded_and_stays_clean(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert clean_text(cleaned) == cleaned


@given(st.text())
def test_valid_text_stays_as_it_is(text: str) -> None:
    assert clean_text(text) == text


def test_a_split_pair_is_joined_and_a_lone_half_replaced() -> None:
    assert clean_text("a\ud83d\ude00b\ud83dc\ude00") == "a\U0001f600b\ufffdc\ufffd"


@given(any_text, st.lists(st.integers(0, 40), max_size=6))
def test_pieces_cut_anywhere_give_the_same_as_the_whole(text: str, cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(text)]
    cleaner = PieceCleaner()
    told = [cleaner.add(text[start:end]) for start, end in pairwise(places)]
    told.append(cleaner.end())
    for piece in told:
        piece.encode("utf-8")
    assert "".join(told) == clean_text(text)


@pytest.mark.parametrize(("text", "shown"), [("", ""), ("12345", "12345"), ("123456", "1234…")])
def test_no_more_than_the_beginning(text: str, shown: str) -> None:
    assert beginning(text, 5) == shown


@given(st.text(min_size=1))
def test_a_title_is_short_and_on_one_line(text: str) -> None:
    title = title_from(text)
    assert len(title) <= TITLE_CHARACTERS + 1
    assert "\n" not in title
