"""What a server said of a reply, as a file can hold it: no odd count or half character costs the reply."""

from personaui_desktop.database.checks import LARGEST_INTEGER
from personaui_desktop.database.file import NamedRow
from personaui_desktop.database.reading import whole_or_none
from personaui_desktop.records.replies import ReplyOutcome, Thought, Usage
from personaui_desktop.text import clean_text


def storable_outcome(outcome: ReplyOutcome) -> ReplyOutcome:
    """The outcome with its broken characters replaced; numbers that no file can hold count as not known."""
    return outcome._replace(
        model=storable_text(outcome.model),
        stop_reason=storable_text(outcome.stop_reason),
        usage=storable_usage(outcome.usage),
        first_text_ms=storable_number(outcome.first_text_ms),
        effort=storable_text(outcome.effort),
        thought=None if outcome.thought is None else storable_thought(outcome.thought),
    )


def storable_thought(thought: Thought) -> Thought:
    """The thought with its broken characters replaced."""
    return thought._replace(text=clean_text(thought.text), tokens=storable_number(thought.tokens))


def storable_usage(usage: Usage) -> Usage:
    """The counts that a file can hold."""
    return Usage(*map(storable_number, usage))


def usage_of(row: NamedRow) -> Usage:
    """The counts among a row's columns."""
    return Usage(*(whole_or_none(row[name]) for name in Usage._fields))


def storable_text(text: str | None) -> str | None:
    """The text with its broken characters replaced."""
    return None if text is None else clean_text(text)


def storable_number(number: int | None) -> int | None:
    """The number, or ``None`` where it is beyond 64 bits."""
    return number if number is not None and abs(number) <= LARGEST_INTEGER else None
