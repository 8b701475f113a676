"""Reads what a context plan needs, no further than it can be sent, and makes the plan. Runs on a lane."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from math import floor
from typing import NamedTuple

from personaui_desktop.conversation.choose_memories import TAGS_TOKENS, memory_size
from personaui_desktop.conversation.choose_messages import ends_in_reply
from personaui_desktop.conversation.context import (
    ContextLimits,
    ContextPlan,
    UnreadMemories,
    plan_context,
    room_for,
)
from personaui_desktop.conversation.prompts import prompt
from personaui_desktop.conversation.reason import Reason
from personaui_desktop.conversation.search_words import search_words
from personaui_desktop.conversation.tokens import BYTES_PER_TOKEN
from personaui_desktop.database.branch_family import memories_elsewhere
from personaui_desktop.database.common_words import common_words
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.relevance import memories_to_plan
from personaui_desktop.operations.cast import cast_of, person_of
from personaui_desktop.records.memories import Memory
from personaui_desktop.records.messages import Message, MessagePage
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.recall import Found, SaidWords

REPLIES_AT_THE_END = 2
"""What a persona usually says at most without an answer: a reply, and an afterthought."""
UNSTORED_ID = 2**62
"""Stands for a message that is not stored: the one that is being written."""


class FoundMemories(NamedTuple):
    """What a plan chooses from, as `plan_context` takes it; ``unread`` in tokens as estimated."""

    memories: list[Memory]
    relevant: Mapping[int, Found] | None
    unread: UnreadMemories


def plan_for(
    file: PersonaFile,
    profile: Profile,
    history: MessagePage,
    limits: ContextLimits,
    *,
    to_the_end: bool = False,
) -> ContextPlan:
    """The plan for the reply to the newest message of the history.

    Args:
        file: the persona's.
        profile: who replies, as `cast_of` answers it.
        history: the newest messages, ``limits.messages`` of them suffice.
        limits: how much may be sent.
        to_the_end: whether what was said after that message is sent too, see `plan_context`.
    """
    now = datetime.now(UTC).astimezone()
    person = person_of(file, history.messages)
    room = room_for(profile, limits, history.messages, now, to_the_end=to_the_end, person=person)
    elsewhere = memories_elsewhere(file, history.messages[-1].session_id) if history.messages else []
    said = search_words(history.messages, common_words(file))
    found = memories_for(file, said, room.memories, elsewhere)
    return plan_context(
        profile,
        found.memories,
        history.messages,
        now,
        limits,
        room=room,
        has_older=history.has_older,
        relevant=found.relevant,
        unread=found.unread,
        elsewhere=elsewhere,
        to_the_end=to_the_end,
        person=person,
    )


def plan_after(
    file: PersonaFile, history: MessagePage, limits: ContextLimits, more: str = "afterthought"
) -> ContextPlan:
    """The plan for a reply behind that history: to the person's message, or to add to what was replied.

    ``more`` is the prompt that asks for what is added.
    """
    is_more = ends_in_reply(history.messages)
    plan = plan_for(file, cast_of(file, history.messages), history, limits, to_the_end=is_more)
    return plan.ask(prompt(more), Reason.ASKS_FOR_MORE) if is_more else plan


def opening_page(profile: Profile) -> MessagePage:
    """What a conversation begins with that is not begun yet."""
    greeting = profile.greeting.strip()
    said = [unstored(UNSTORED_ID - 1, greeting, is_user=False)] if greeting else []
    return MessagePage(said, has_older=False, has_newer=False)


def unstored(message_id: int, text: str, *, is_user: bool, session_id: int = 0) -> Message:
    """A message that is not in the file, as if it were said now."""
    return Message(message_id, session_id, text, is_user, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}", "")


def memories_for(
    file: PersonaFile, said: Sequence[SaidWords], room: int, elsewhere: Sequence[Memory] = ()
) -> FoundMemories:
    """The active memories that a plan needs.

    Args:
        file: the persona's.
        said: words of the latest messages, see `search_words`; none where relevance does not matter.
        room: how many tokens they may take, as estimated.
        elsewhere: active ones that do not count, see `memories_elsewhere`.
    """

    def most_bytes(number: int) -> int:
        return floor((room - number * TAGS_TOKENS) * BYTES_PER_TOKEN)

    found = memories_to_plan(file, said, room, memory_size, most_bytes, elsewhere)
    number, text_bytes = found.unread
    tokens = round(text_bytes / BYTES_PER_TOKEN) + number * TAGS_TOKENS
    return FoundMemories(found.memories, found.relevant, UnreadMemories(number, tokens))
