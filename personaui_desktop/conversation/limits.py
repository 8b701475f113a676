"""How much may be sent."""

from typing import NamedTuple

from personaui_desktop.settings.table import Settings


class ContextLimits(NamedTuple):
    """How much is sent at most: messages, tokens in all as estimated, and of these the memories' share.

    The persona, the newest message of the user, and a reply that is to be continued are always sent, also
    where they alone are more.
    """

    messages: int = 60
    tokens: int = 100_000
    memory_tokens: int = 20_000


def limits_of(settings: Settings) -> ContextLimits:
    """The limits that the settings name."""
    return ContextLimits(settings.context_messages, settings.context_tokens, settings.memory_tokens)
