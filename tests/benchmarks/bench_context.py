"""The plan of what is sent: ten thousand memories and a session of a million messages, off the GUI thread."""

import random
import tempfile
from functools import partial

from figures import Figure, median_ms
from support.recalling import index_all

from personaui_desktop import database, paths
from personaui_desktop.conversation.context import ContextLimits
from personaui_desktop.database import pages
from personaui_desktop.database.connection import connect, transaction
from personaui_desktop.database.file import opened
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.planning import plan_for

MEMORIES, MESSAGES, WORDS = 10_000, 1_000_000, 20_000
AIM_MS = 10.0
LIMITS = ContextLimits()
REMEMBERED = """
    INSERT INTO memories (content, created_at, session_id, start_message_id, end_message_id)
    VALUES (?, datetime('2026-01-01', '+' || ? || ' minutes'), ?, ?, ?)
"""


def run() -> list[Figure]:
    """The median time of a plan, against ten milliseconds and against a plan of a small file."""
    with tempfile.TemporaryDirectory() as folder:
        paths.choose_data_dir(folder)
        try:
            small = _plan_ms("small", 10, 100)
            large = _plan_ms("large", MEMORIES, MESSAGES)
        finally:
            paths.choose_data_dir(None)
    name = "plan, 10 000 memories, 1 000 000 messages"
    return [
        Figure(f"{name}, against 10 ms", large, AIM_MS, "ms", "<= 1"),
        Figure(f"{name}, against a small file", large, small, "ms"),
    ]


def _plan_ms(persona_id: str, memories: int, messages: int) -> float:
    session = _fill(persona_id, memories, messages)
    with database.reused_connections():
        work = partial(_plan, persona_id, session)
        work()
        return median_ms(work, 31)


def _plan(persona_id: str, session: int) -> None:
    with opened(persona_id) as file:
        page = pages.newest_page(file, session, LIMITS.messages)
        plan_for(file, cast_of(file), page, LIMITS).request()


def _fill(persona_id: str, memories: int, messages: int) -> int:
    rng = random.Random(1)
    words = [f"word{int(rng.paretovariate(0.6)) % WORDS}" for _ in range(WORDS * 5)]
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
        "What do you remember of word17 and word900?", True, session_id=session, persona_id=persona_id
    )
    return session
