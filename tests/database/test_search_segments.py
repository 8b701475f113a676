"""What is known of a stretch of messages, and which of them need to be read for a search."""

from random import Random

import pytest
from support.on_file import read
from support.searching import index_for_search

from personaui_desktop import database
from personaui_desktop.database import search_making
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.search_grams import gram_key, telling_grams
from personaui_desktop.database.search_segments import (
    MOST_LOOKED_UP,
    Source,
    last_segment,
    ranges_with,
)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(search_making, "WAITING", 1)
    monkeypatch.setattr(search_making, "BLOCK_TEXTS", 2)
    return database.create_session()


def _ranges(file: PersonaFile, sought: str) -> list[tuple[int, int]]:
    segment = last_segment(file, Source.MESSAGE)
    assert segment is not None
    assert segment.is_made
    return ranges_with(file, segment, [gram_key(gram) for gram in telling_grams(sought)])


def test_only_blocks_that_may_hold_it_are_read_the_newest_first(session: int) -> None:
    for text in ("storm", "calm", "pier", "boat", "a storm", "sail", "sea"):
        database.save_message(text, True, session_id=session)
    index_for_search()
    assert read(_ranges, "storm") == [(5, 6), (1, 2)]
    assert read(_ranges, "lighthouse") == []


def test_of_a_long_text_not_all_pieces_are_looked_up(session: int) -> None:
    long = "".join(Random(1).choices("abcdefgh", k=400))
    assert len(telling_grams(long)) > MOST_LOOKED_UP
    for text in (long, "short", long[:200], "short", long + "i", "short"):
        database.save_message(text, True, session_id=session)
    index_for_search()
    assert read(_ranges, long) == [(5, 6), (1, 2)]
