"""Verbs on the model's server: its key, its models, whether it answers."""

import sys
from time import monotonic
from typing import NamedTuple

from personaui_desktop.background.operation import Errand, Lane, Operation
from personaui_desktop.claude.events import Failed, Finished, Responder, Started, Text, Thinking
from personaui_desktop.credentials import Credentials, KeySource, is_anthropic, server_address
from personaui_desktop.errors import ReplyError, ReplyFailure
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import ContextMessage
from personaui_desktop.records.providers import Abilities, ModelChoice, Provider
from personaui_desktop.records.replies import ReplyRequest

QUESTION = "Hello. Answer with one word."
CHECK_TOKENS = 64
ABILITIES = "personaui_desktop.claude.abilities"
"""The module that keeps what has been learnt of models."""


class CheckResult(NamedTuple):
    """A server that answered: as which model, if it said so, and how long its first words took."""

    model: str
    seconds: float


def find_key(credentials: Credentials, provider: Provider) -> Operation[KeySource | None]:
    """Where the key for this server lies, if there is one. The key itself stays where it is."""

    def work() -> KeySource | None:
        key = credentials.find_key(provider)
        return None if key is None else key.source

    return Errand(work, lane=Lane.KEYRING)


def store_key(credentials: Credentials, provider: Provider, key: str) -> Operation[KeySource]:
    """Keep a key for this server; the result says where it is kept."""
    return Errand(lambda: credentials.store_key(key.strip(), provider), lane=Lane.KEYRING)


def forget_key(credentials: Credentials, provider: Provider) -> Operation[KeySource | None]:
    """Forget the kept key of this server; the result says where another one lies, if any."""

    def work() -> KeySource | None:
        credentials.forget_key(provider)
        key = credentials.find_key(provider)
        return None if key is None else key.source

    return Errand(work, lane=Lane.KEYRING)


def list_models(
    credentials: Credentials, provider: Provider, typed_key: str = ""
) -> Operation[list[ModelChoice]]:
    """The models that the server offers, those being retired last.

    Args:
        credentials: where the key lies.
        provider: the server.
        typed_key: used instead, where it is not blank.
    """

    def work() -> list[ModelChoice]:
        # Loads the SDK, which a start without a reply never needs.
        from personaui_desktop.claude.models import list_models as ask

        models = ask(provider, _key(credentials, provider, typed_key))
        return sorted(models, key=lambda model: model.is_deprecated)

    return Errand(work, lane=Lane.OUTSIDE)


def known_abilities(provider: Provider) -> Abilities | None:
    """What the provider's model can be asked for, as far as that has been learnt; quick."""
    if ABILITIES not in sys.modules:
        # Nobody has asked a server yet, and nothing was learnt: a start does without that room.
        return None
    from personaui_desktop.claude.abilities import KNOWN
    from personaui_desktop.claude.client import DEFAULT_MODEL

    return KNOWN.find(server_address(provider), provider.model or DEFAULT_MODEL)


def check(credentials: Credentials, provider: Provider, typed_key: str = "") -> Operation[CheckResult]:
    """Ask the model for one word and stop at the first it says. Arguments as for `list_models`."""

    def work() -> CheckResult:
        from personaui_desktop.claude.client import FOR_A_LOOK, ClaudeResponder

        key = _key(credentials, provider, typed_key)
        return first_words(ClaudeResponder(provider._replace(max_tokens=CHECK_TOKENS), key, FOR_A_LOOK))

    return Errand(work, lane=Lane.OUTSIDE)


def first_words(responder: Responder) -> CheckResult:
    """Wait for the first sign of an answer, then stop it. Runs on a lane.

    Raises:
        ReplyError: there was none.
    """
    start, model = monotonic(), ""
    stream = responder.reply(ReplyRequest((), (ContextMessage(role="user", content=QUESTION),)))
    try:
        for event in stream:
            if isinstance(event, Started):
                model = event.model
            elif isinstance(event, Failed):
                raise event.error
            elif isinstance(event, Text | Thinking) or (isinstance(event, Finished) and event.stop_reason):
                return CheckResult(model or responder.name, monotonic() - start)
    finally:
        stream.stop()
    raise ReplyError(
        ReplyFailure.CUT_OFF,
        Phrase("Settings", "The connection was lost before the first word."),
        Phrase("Settings", "Try again."),
    )


def _key(credentials: Credentials, provider: Provider, typed_key: str) -> str | None:
    typed_key = typed_key.strip()
    if typed_key:
        return typed_key
    found = credentials.find_key(provider)
    if found is not None:
        return found.value
    if is_anthropic(server_address(provider)):
        raise ReplyError(
            ReplyFailure.WRONG_KEY,
            Phrase("Settings", "There is no key yet."),
            Phrase("Settings", "Enter a key first."),
        )
    return None
