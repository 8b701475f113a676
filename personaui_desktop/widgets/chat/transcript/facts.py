"""What is to be shown of a message besides its text, from the message and the one before it."""

from datetime import date, datetime
from functools import lru_cache

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.translation import translated
from personaui_desktop.widgets.chat.transcript.day_separator import separator_words
from personaui_desktop.widgets.chat.transcript.layout.message import Facts, ReplyAction, State
from personaui_desktop.widgets.common.dates import local_now, time_of_day, to_local

_STATES = {
    ReplyStatus.STOPPED: (Phrase("Chat", "Stopped."), (ReplyAction.CONTINUE, ReplyAction.RETRY)),
    ReplyStatus.INTERRUPTED: (
        Phrase("Chat", "This reply was interrupted."),
        (ReplyAction.CONTINUE, ReplyAction.RETRY, ReplyAction.KEEP),
    ),
    ReplyStatus.FAILED: (Phrase("Chat", "This reply failed."), (ReplyAction.RETRY, ReplyAction.KEEP)),
    ReplyStatus.TRUNCATED: (
        Phrase("Chat", "This reply reached its length limit."),
        (ReplyAction.CONTINUE, ReplyAction.RETRY, ReplyAction.KEEP),
    ),
    ReplyStatus.REFUSED: (
        Phrase("Chat", "The model declined to continue."),
        (ReplyAction.RETRY, ReplyAction.KEEP),
    ),
}

THINKING = Phrase("Chat", "Thinking… {n} s|Thinking… {n} s")
THOUGHT = Phrase("Chat", "Thought for {n} s|Thought for {n} s")


def facts_of(
    message: Message, before: Message | None, is_start: bool, is_last: bool, is_unread: bool
) -> Facts:
    """What is shown of a message.

    Args:
        message: the message.
        before: the one before it, if that is loaded.
        is_start: nothing was said before it.
        is_last: nothing was said after it.
        is_unread: the messages not seen yet begin with it.
    """
    moment = local(message.timestamp)
    day = is_start if before is None else local(before.timestamp).date() != moment.date()
    return Facts(
        is_user=message.is_user,
        time=time_of_day(moment),
        day=separator_words(moment.date(), _today()) if day else "",
        is_first=before is None or day or before.is_user != message.is_user,
        is_unread=is_unread,
        is_memorized=message.memorized,
        is_streaming=is_streaming(message),
        state=_state(message, is_last),
        marks=message.marks,
        version=message.version,
        versions=message.versions,
        thought=told_of_thinking(message),
    )


def told_of_thinking(message: Message) -> str:
    """That the model thinks or has thought before a reply, how long and in how many tokens, or nothing."""
    if message.thinking_ms is not None:
        return thinking_words(message.thinking_ms)
    if message.thought_ms is None:
        return ""
    words = thought_words(message.thought_ms)
    if message.thought_tokens is None:
        return words
    # It takes decimal numbers along, which a start does without.
    from personaui_desktop.widgets.common.amounts import tokens_words

    return f"{words} · {tokens_words(message.thought_tokens)}"


def thinking_words(milliseconds: int) -> str:
    """For how long the model has been thinking, in whole seconds."""
    return translated(THINKING.of(max(1, milliseconds // 1000)))


def thought_words(milliseconds: int) -> str:
    """For how long the model thought, in whole seconds."""
    return translated(THOUGHT.of(max(1, round(milliseconds / 1000))))


def actions_for(message: Message) -> tuple[ReplyAction, ...]:
    """What can be done about the last message of a session, if it is a reply that is not whole."""
    state = _state(message, is_last=True)
    return () if state is None else state.actions


def is_streaming(message: Message) -> bool:
    """Whether the message is a reply that is being written."""
    return message.status is ReplyStatus.STREAMING


def _state(message: Message, is_last: bool) -> State | None:
    known = None if message.status is None else _STATES.get(message.status)
    if known is None:
        return None
    sentence, actions = known
    if not is_last:
        # The conversation has gone on: only the last reply can be asked for again.
        actions = tuple(action for action in actions if action is ReplyAction.KEEP)
    if not message.text:
        actions = tuple(action for action in actions if action is ReplyAction.RETRY)
    calm = message.status is ReplyStatus.STOPPED
    return State(translated(message.problem or sentence), not calm, actions)


@lru_cache(maxsize=4096)
def local(timestamp: str) -> datetime:
    """The local time of a message's timestamp."""
    return to_local(timestamp)


def _today() -> date:
    return local_now().date()
