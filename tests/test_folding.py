"""Text without regard to case and white space, and where each character of it comes from."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.folding import fold, folded_pattern, folded_places


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Straße", "strasse"),
        ("  Tea \n\n time\t", "tea time"),
        ("ÄRGER", "ärger"),
        ("ΟΔΟΣ", "οδοσ"),
        ("ﬁn", "fin"),
        ("北京", "北京"),
        ("", ""),
    ],
)
def test_case_and_white_space_do_not_count(written: str, compared: str) -> None:
    assert fold(written) == compared


TEXTS = st.text(st.sampled_from("aA ß\n\u3000ŉİ北Ж👍\x1c.")) | st.text()


@given(TEXTS)
def test_each_character_is_where_it_comes_from(text: str) -> None:
    folded, places = fold(text), folded_places(text)
    assert len(places) == len(folded) + 1
    for at, character in enumerate(folded):
        assert (
            character in text[places[at]].casefold()
            if character != " "
            else not text[places[at] : places[at + 1]].strip()
        )
    assert places[-1] == len(text.rstrip()) if folded else places[-1] == 0


@given(TEXTS)
def test_places_ascend(text: str) -> None:
    places = folded_places(text)
    assert list(places) == sorted(places)


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("strasse", "die STRASSE"),
        ("strasse", "die Straße"),
        ("fin", "ﬁn"),
        ("tea time", "Tea\n  time"),
        ("οδοσ", "ΟΔΟΣ"),
        ("a.b", "A.b"),
        ("маяк", "МАЯК"),
    ],
)
def test_a_pattern_finds_what_folds_alike(sought: str, text: str) -> None:
    assert re.search(folded_pattern(sought), text, re.IGNORECASE)
    assert not re.search(folded_pattern(sought), "axb other", re.IGNORECASE)
