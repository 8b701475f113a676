"""Memories as they are looked up, and their index, as tests need them."""

from personaui_desktop.database import memory_index
from personaui_desktop.database.common_words import count_common_words
from personaui_desktop.database.file import opened
from personaui_desktop.records.personas import DEFAULT_PERSONA
from personaui_desktop.records.recall import Found, SaidWords
from personaui_desktop.text_words import sought_words

TIME = "2026-11-23 12:02:00"


def say(text: str, message_id: int = 7, *, mine: bool = True) -> SaidWords:
    """The words of a message."""
    return SaidWords(message_id, TIME, mine, tuple(sought_words(text)))


def came_to_mind(*memory_ids: int) -> dict[int, Found]:
    """Memories that were found by a word, the best first."""
    return {each: Found(("pier",), 7, TIME, True) for each in memory_ids}


def index_all(persona_id: str = DEFAULT_PERSONA) -> None:
    """Have the index there, and know all that it can."""
    with opened(persona_id) as file:
        while memory_index.bring_up_to_date(file) and memory_index.has_changes(file):
            pass
        count_common_words(file)
