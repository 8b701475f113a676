"""The plan of what is sent: ten thousand memories and a session of a million messages, off the GUI thread."""

import random
import tempfile
from functools import partial
from typing import NamedTuple

from figures import Figure, median_ms
from support.recalling import index_all

from personaui_desktop import database, paths
from personaui_desktop.conversation.context import ContextLimits
from personaui_desktop.database import pages
from personaui_desktop.database.connection import connect, transaction
from personaui_desktop.database.file import PersonaFile, opened
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.planning import plan_for
from personaui_desktop.records.messages import MessagePage

MEMORIES, MESSAGES, WORDS = 10_000, 1_000_000, 20_000
AIM_MS = 10.0
SYLLABLES = [begin + middle for begin in "bcdfghjklmnprstvwz" for middle in ("a", "en", "i", "or", "u")]
LIMITS = ContextLimits()
REMEMBERED = """
    INSERT INTO memories (content, created_at, session_id, start_message_id, end_message_id)
    VALUES (?, datetime('2026-01-01', '+' || ? || ' minutes'), ?, ?, ?)
"""


class Times(NamedTuple):
    """How long it takes to read the newest messages, and to plan with them; milliseconds, medians."""

    page: float
    plan: float


def run() -> list[Figure]:
    """The median time of a plan, against ten milliseconds and against a plan of a small file."""
    with tempfile.TemporaryDirectory() as folder:
        paths.choose_data_dir(folder)
        try:
            small = _times("small", 10, 100)
            large = _times("large", MEMORIES, MESSAGES)
        finally:
            paths.choose_data_dir(None)
    name = "plan, 10 000 memories, 1 000 000 messages"
    return [
        Figure(f"{name}, against 10 ms", large.plan, AIM_MS, "ms", "<= 1"),
        Figure(f"{name}, against a small file", large.plan, small.plan, "ms"),
        Figure("reading its messages, against a small file", large.page, small.page, "ms"),
    ]


def _times(persona_id: str, memories: int, messages: int) -> Times:
    session = _fill(persona_id, memories, messages)
    with database.reused_connections(), opened(persona_id) as file:
        page = pages.newest_page(file, session, LIMITS.messages)
        read = partial(pages.newest_page, file, session, LIMITS.messages)
        return Times(median_ms(read, 31), median_ms(partial(_plan, file, page), 31))


def _plan(file: PersonaFile, page: MessagePage) -> None:
    plan_for(file, cast_of(file), page, LIMITS).request()


def _word(number: int) -> str:
    """A word of its own for every number, of syllables, so that words begin alike as often as words do."""
    syllables = []
    while number or len(syllables) < 2:
        number, at = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[at])
    return "".join(syllables)


def _fill(persona_id: str, memories: int, messages: int) -> int:
    rng = random.Random(1)
    words = [_word(int(rng.paretovariate(0.6)) % WORDS) for _ in range(WORDS * 5)]
    session = database.create_session(persona_id=persona_id)
    said = ((session, " ".join(rng.choices(words, k=12)), n % 2 == 0, "Mia") for n in range(messages - 1))
    with connect(persona_id) as connection, transaction(connection):
        connection.executemany(database.sql("chat.insert_message"), said)
        each = messages // memories
        rows = (
            (" ".join(rng.choices(words, k=35)), n, session, n * each + 1, (n + 1) * each)
            for n in range(memories)
        )
        connection.executemany(REMEMBERED, rows)
    index_all(persona_id)
    database.save_message(
        f"What do you remember of {_word(17)} and {_word(900)}?",
        True,
        session_id=session,
        persona_id=persona_id,
    )
    return session
