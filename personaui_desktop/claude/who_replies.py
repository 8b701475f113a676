"""Chooses who replies."""

from personaui_desktop.claude.events import Responder
from personaui_desktop.credentials import Credentials, is_anthropic, server_address
from personaui_desktop.records.providers import Provider

DEFAULT_MEMORY_MODEL = "claude-haiku-5-5"
"""Writes memories by itself: the smallest that the SDK's `types.Model` (2.13) names; a test looks it up."""


def choose_responder(provider: Provider, credentials: Credentials, use_demo: bool) -> Responder:
    """The demo companion where it is wanted or Anthropic's own server has no key; else the provider's model.

    Slow where the keyring is. A server of one's own needs no key.
    """
    # Imported here because a start does not need them.
    from personaui_desktop.claude.demo import DemoCompanion

    if use_demo:
        return DemoCompanion()
    from personaui_desktop.claude.client import ClaudeResponder

    key = credentials.find_key(provider)
    if key is None and is_anthropic(server_address(provider)):
        return DemoCompanion()
    return ClaudeResponder(provider, key.value if key else None)
