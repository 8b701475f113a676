"""What a person searches for, where a text holds it, and what is shown of the text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.folding import fold
from personaui_desktop.search_query import LONGEST, excerpt, read_query, relevance


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("", ()),
        ("  ", ()),
        ('""', ()),
        ("Tea time", ("tea", "time")),
        ("tea TEA", ("tea",)),
        ('"Tea  time" pier', ("tea time", "pier")),
        ('pier "tea ti', ("pier", "tea ti")),
        ("„Große Straße“", ("grosse strasse",)),
        ("«чай вечером»", ("чай вечером",)),
        ('say"tea time"now', ("say", "tea time", "now")),
        ("don't", ("don't",)),
    ],
)
def test_words_may_be_anywhere_and_phrases_stand_between_quotation_marks(
    written: str, terms: tuple[str, ...]
) -> None:
    assert read_query(written).terms == terms


def test_what_was_typed_without_end_is_cut() -> None:
    assert sum(map(len, read_query("x" * 10_000).terms)) == LONGEST
    assert len(read_query(" ".join(map(str, range(400)))).terms) == 20


@pytest.mark.parametrize(
    ("written", "text", "marked"),
    [
        ("house", "The Lighthouse keeper", ["house"]),
        ("strasse", "In der Straße", ["Straße"]),
        ("S", "aß", ["ß"]),
        ("ärger", "ÄRGER", ["ÄRGER"]),
        ("京", "我在北京", ["京"]),
        ("👍", "so 👍👍", ["👍👍"]),
        ('"tea time"', "Tea \n  time", ["Tea \n  time"]),
        ("a b", "b a b", ["b", "a", "b"]),
        ("aba bab", "ababa", ["abab"]),
        ("missing", "text", []),
    ],
)
def test_it_is_marked_where_it_stands(written: str, text: str, marked: list[str]) -> None:
    assert [text[first:last] for first, last in read_query(written).spans(text)] == marked


WORDS = st.text(st.sampled_from("aAß ŉ北."), max_size=8)


@given(WORDS, WORDS)
def test_what_holds_it_has_marks_and_nothing_else_has(written: str, text: str) -> None:
    query = read_query(written)
    spans = query.spans(text)
    assert all(0 <= first < last <= len(text) for first, last in spans)
    assert all(before[1] < after[0] for before, after in pairwise(spans))
    if query.terms and query.is_in(fold(text)):
        assert spans
        assert query.count(fold(text)) >= len(query.terms)


def test_words_are_counted_only_where_all_of_them_are() -> None:
    query = read_query("tea time")
    assert query.count("tea time tea") == 3
    assert query.count("tea tea") == 0


def test_an_excerpt_begins_near_the_first_place_and_is_one_line() -> None:
    text = "word " * 100 + "the lighthouse\n\nkeeper " + "more " * 100
    found = excerpt(text, read_query("lighthouse"))
    assert found.text.startswith("…word")
    assert found.text.endswith("…")
    assert "the lighthouse keeper" in found.text
    assert found.text.index("lighthouse") < 50
    assert [found.text[first:last] for first, last in found.spans] == ["lighthouse"]


@given(WORDS, st.text(st.sampled_from("aAß ŉ北.\n"), max_size=600))
def test_what_was_found_is_marked_in_the_excerpt(written: str, text: str) -> None:
    query = read_query(written)
    if query.terms and query.is_in(fold(text)):
        assert excerpt(text, query).spans


def test_whole_words_and_short_texts_fit_better() -> None:
    query = read_query("tea")
    assert relevance("tea", query) > relevance("steam", query)
    assert relevance("tea", query) > relevance("tea " + "word " * 200, query)
    assert relevance("tea and tea", query) > relevance("tea and ale", query)
