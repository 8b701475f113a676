"""Names are found by a few of their letters, the best first, and quickly among many."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.folding import fold
from personaui_desktop.name_finding import LONGEST_LOOSE, MOST_TRIED, Fit, Names, marks

NAMES = (
    "The lighthouse at Sker",
    "Lighthouse keeper",
    "Plans for the weekend",
    "Moonlight",
    "Straße nach Öland",
    "北京の灯台守",
    "New conversation",
    "Self-made bread (second try)",
)


def found(typed: str, names: tuple[str, ...] = NAMES, most: int = 40) -> list[tuple[str, Fit]]:
    return [(names[at], fit) for fit, at in Names(names).find(typed, most)]


def test_beginnings_come_before_words_and_those_before_parts() -> None:
    assert found("light") == [
        ("Lighthouse keeper", Fit.BEGINNING),
        ("The lighthouse at Sker", Fit.WORDS),
        ("Moonlight", Fit.PARTS),
    ]


@pytest.mark.parametrize(
    ("typed", "name", "fit"),
    [
        ("sker light", "The lighthouse at Sker", Fit.WORDS),
        ("STRASSE", "Straße nach Öland", Fit.BEGINNING),
        ("öl", "Straße nach Öland", Fit.WORDS),
        ("京", "北京の灯台守", Fit.PARTS),
        ("made", "Self-made bread (second try)", Fit.WORDS),
        ("second", "Self-made bread (second try)", Fit.WORDS),
        ("nc", "New conversation", Fit.LETTERS),
        ("pftw", "Plans for the weekend", Fit.LETTERS),
        ("lghthouse k", "Lighthouse keeper", Fit.LETTERS),
        ("lihgthouse k", "Lighthouse keeper", Fit.NEARLY),
        ("lightxouse k", "Lighthouse keeper", Fit.NEARLY),
        ("conversatoin", "New conversation", Fit.NEARLY),
        ("nwe conv", "New conversation", Fit.NEARLY),
    ],
)
def test_a_name_is_found_by_what_a_person_may_type(typed: str, name: str, fit: Fit) -> None:
    assert (name, fit) in found(typed)


@pytest.mark.parametrize("typed", ["zz", "the zz", "lxxhthouse", "rks"])
def test_what_fits_nowhere_finds_nothing(typed: str) -> None:
    assert found(typed) == []


def test_what_comes_first_is_preferred_among_what_fits_alike() -> None:
    names = tuple(f"night {number}" for number in range(50))
    assert [name for name, _ in found("night", names, 3)] == ["night 0", "night 1", "night 2"]
    assert [name for name, _ in found("ngt", names, 3)] == ["night 0", "night 1", "night 2"]


@pytest.mark.parametrize("typed", ["", "  ", "…"])
def test_nothing_typed_finds_all(typed: str) -> None:
    assert len(found(typed)) == len(NAMES)


def test_only_so_many_and_so_much_of_each_are_looked_at_letter_by_letter() -> None:
    late = tuple(["axc"] * MOST_TRIED + ["abc"])
    assert len(found("ac", late, MOST_TRIED + 1)) == MOST_TRIED
    assert found("yz", ("-" * LONGEST_LOOSE + " yxz",)) == []
    assert found("yxz", ("-" * LONGEST_LOOSE + " yxz",)) != []


def marked(typed: str, name: str) -> str:
    text = ""
    at = 0
    for first, last in marks(typed, name):
        text += name[at:first] + "[" + name[first:last] + "]"
        at = last
    return text + name[at:]


@pytest.mark.parametrize(
    ("typed", "name", "said"),
    [
        ("light", "Moonlight and Lighthouse", "Moonlight and [Light]house"),
        ("sker the", "The lighthouse at Sker", "[The] lighthouse at [Sker]"),
        ("strasse", "Straße nach Öland", "[Straße] nach Öland"),
        ("nc", "New conversation", "[N]ew [c]onversation"),
        ("lghtk", "Lighthouse keeper", "[L]i[ght]house [k]eeper"),
        ("lihgt", "Lighthouse", "Lighthouse"),
        ("second try", "Bread  (second try)", "Bread  ([second] [try])"),
        ("京", "北京", "北[京]"),
    ],
)
def test_what_was_typed_is_marked(typed: str, name: str, said: str) -> None:
    assert marked(typed, name) == said


NAME = st.text(alphabet="abß ÖöD-.京🙂\u0131\u0301i", max_size=20)


@given(st.lists(NAME, max_size=8), NAME)
def test_whatever_holds_every_word_is_found_and_its_marks_lie_within_it(names: list[str], typed: str) -> None:
    hits = {at for _, at in Names(names).find(typed, len(names))}
    words = fold("".join(" " if each in "-." else each for each in typed)).split()
    plain = [fold("".join(" " if each in "-." else each for each in name)) for name in names]
    assert {at for at, name in enumerate(plain) if all(word in name for word in words)} <= hits
    for at in hits:
        spans = marks(typed, names[at])
        assert all(0 <= first < last <= len(names[at]) for first, last in spans)
        assert all(first[1] < second[0] for first, second in pairwise(spans))
