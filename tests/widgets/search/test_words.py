import re

import pytest

from personaui_desktop.records.search import HitKind, SearchHit
from personaui_desktop.widgets.search.words import heading_words, progress_words, second_line

HIT = SearchHit(
    HitKind.MESSAGE, "default", 3, 7, 7, "Tea", "of tea", ((3, 6),), False, "Mia", "2020-03-04 10:00:00"
)


def bare(text: str) -> str:
    """Without the marks that keep directions of writing apart."""
    return re.sub("[\u2066-\u2069]", "", text)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Tea · Mia Rose"),
        ({"is_archived": True}, "Tea · Mia Rose · archived"),
        (
            {"is_parked": True, "is_trashed": True, "is_archived": True},
            "Tea · Mia Rose · branch · in the trash",
        ),
        ({"session_id": None}, "Mia Rose"),
    ],
)
def test_a_heading_says_where_it_lies(more: dict[str, object], said: str) -> None:
    assert bare(heading_words(HIT._replace(**more), "Mia Rose")) == said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Mia · "),
        ({"speaker": ""}, "Mia Rose · "),
        ({"is_user": True}, "You · "),
        ({"kind": HitKind.VERSION}, "another version · Mia · "),
        ({"kind": HitKind.MEMORY}, "memory · "),
        ({"kind": HitKind.TITLE}, "title · "),
    ],
)
def test_beneath_stands_what_it_is_by_whom_and_when(more: dict[str, object], said: str) -> None:
    line = second_line(HIT._replace(**more), "Mia Rose")
    assert line.startswith(said)
    assert "2020" in line.removeprefix(said)


def test_what_is_not_searched_yet_is_said_and_nothing_found_only_at_the_end() -> None:
    assert progress_words(0, is_complete=True) == "Nothing found."
    assert progress_words(0, is_complete=False) == "0 results so far. Older ones are not searched yet."
    assert progress_words(1, is_complete=True) == "1 result"
    assert progress_words(2, is_complete=True) == "2 results"
