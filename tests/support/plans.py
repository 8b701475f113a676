"""What a context plan is made from, as tests need it: by hand and by Hypothesis."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from support import builders
from support.builders import a_memory
from support.recalling import came_to_mind

from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.records.personas import Profile

MIA = Profile("Mia", "Mia is kind.")
FRAMES = 200
"""About what a plan has of tokens before it has any content."""
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_message(number: int, text: str, *, mine: bool = True, time: datetime = NOON, **more: Any) -> Message:
    """A message of the person, or of the persona."""
    return builders.a_message(number, text, is_user=mine, timestamp=f"{time:%Y-%m-%d %H:%M:%S}", **more)


def a_talk(count: int, first: int = 1) -> list[Message]:
    return [a_message(first + n, f"message {first + n}", mine=(first + n) % 2 == 1) for n in range(count)]


statuses = st.sampled_from([None, *ReplyStatus])
odd_texts = st.one_of(st.sampled_from(["", " ", "\n", "hi", "\ud83d", "\0"]), st.text(max_size=30))
long_texts = st.integers(1, 80).map(lambda words: "word " * words + "end")
texts = st.one_of(odd_texts, long_texts, long_texts)


@st.composite
def histories(draw: st.DrawFn) -> list[Message]:
    rows = draw(st.lists(st.tuples(texts, st.booleans(), statuses, st.integers(0, 10_000)), max_size=15))
    return [
        a_message(
            number, text, mine=mine, status=None if mine else status, time=NOON + timedelta(minutes=minutes)
        )
        for number, (text, mine, status, minutes) in enumerate(rows, start=1)
    ]


limits = st.builds(
    ContextLimits, st.integers(0, 20), st.integers(FRAMES - 100, FRAMES + 700), st.integers(0, 500)
)
"""From nothing but what is always sent up to about all there is."""


@st.composite
def memories(draw: st.DrawFn) -> list[Memory]:
    rows = draw(st.lists(st.tuples(texts, st.booleans()), max_size=8))
    return [a_memory(number, text, pinned=pinned) for number, (text, pinned) in enumerate(rows)]


relevant = st.one_of(st.none(), st.lists(st.integers(0, 8), unique=True).map(lambda ids: came_to_mind(*ids)))
"""Memories that are about the latest messages, some of which do not exist."""
