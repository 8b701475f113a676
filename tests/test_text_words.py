"""Words are found however they are written, in every script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.text_words import LONGEST, fold, index_words, sought_words


def is_found(sought: str, text: str) -> bool:
    """Whether a word of one text is in the other, by itself or by its beginning."""
    there = index_words(text)
    return any(
        word.word in there or (word.beginning and any(each.startswith(word.beginning) for each in there))
        for word in sought_words(sought)
    )


@pytest.mark.parametrize(
    ("sought", "text"),
    [
        ("Straße", "Die STRASSE am Hafen"),
        ("Strasse", "Die Straße am Hafen"),
        ("Großmutter", "bei der Großmutter"),
        ("ÖL", "Öl und Essig"),
        ("café", "cafe\N{COMBINING ACUTE ACCENT}s"),
        ("Leuchtturm", "die Leuchttürme"),
        ("Leuchtturm", "der Leuchtturmwärter"),
        ("книгами", "книга"),
        ("evlerimiz", "evlerim"),
        ("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}zmir", "\N{LATIN SMALL LETTER DOTLESS I}zmir"),
        ("灯台", "港に古い灯台があった"),
        ("灯台はどこですか", "港の灯台"),
        ("猫", "黒猫"),
        ("猫", "猫が好き"),
        ("北京", "我住在北京"),
        ("등대", "등대에서 만났다"),
        ("ประภาคาร", "เราเห็นประภาคารเก่า"),
        ("हिन्दी", "वह हिन्दी बोलता है"),
        ("दादी", "मेरी दादी"),
        ("مَدرَسة", "مدرسة"),
        ("\N{FULLWIDTH LATIN SMALL LETTER A}\N{FULLWIDTH LATIN SMALL LETTER B}", "ab"),
        ("42", "room 42"),
    ],
)
def test_what_is_meant_is_found(sought: str, text: str) -> None:
    assert is_found(sought, text)
    assert is_found(unicodedata.normalize("NFD", sought), unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("sought", "text"),
    [("tea", "team"), ("हिन्दी", "हाथी"), ("灯台", "台所の灯"), ("storm", "stone"), ("pier", "piece")],
)
def test_what_is_not_meant_is_not_found(sought: str, text: str) -> None:
    assert not is_found(sought, text)


def test_vowel_signs_cut_no_word() -> None:
    assert index_words("मेरी दादी") == {"मेरी", "दादी"}


def test_words_are_kept_as_they_were_written() -> None:
    said = sought_words("Die Straße, die STRASSE! 灯台")
    assert [word.written for word in said] == ["Die", "Straße", "灯台"]


def test_a_beginning_leaves_two_letters_off_and_has_at_least_four() -> None:
    found = {word.word: word.beginning for word in sought_words("sea pier piers lighthouses")}
    assert found == {"sea": "", "pier": "pier", "piers": "pier", "lighthouses": "lighthous"}


def test_what_is_no_word_is_left_out() -> None:
    assert index_words("a " + "x" * (LONGEST + 1) + " _ - 🦊") == set()


@given(st.text())
def test_every_word_that_is_sought_finds_its_own_text(text: str) -> None:
    there = index_words(text)
    for word in sought_words(text):
        assert word.word in there
        assert not set(word.word + word.beginning) & set(' "*\n')
    assert fold(fold(text)) == fold(text) or not text.isascii()
