"""Which models a server offers."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from personaui_desktop.claude import told
from personaui_desktop.claude.abilities import KNOWN, abilities_of
from personaui_desktop.claude.client import FOR_A_LOOK, make_client
from personaui_desktop.claude.connection import Connection
from personaui_desktop.claude.failures import Addressee, answers_understood, reply_error
from personaui_desktop.credentials import server_address
from personaui_desktop.records.providers import ModelChoice, Provider
from personaui_desktop.text import clean_text

if TYPE_CHECKING:
    from anthropic.types import ModelInfo

MOST_MODELS = 1000


def list_models(provider: Provider, key: str | None) -> list[ModelChoice]:
    """The models that can be used, in the server's order. Any field but the id may be unknown.

    Raises:
        ReplyError: the server did not answer, or not as expected.
    """
    asked = Addressee(server_address(provider))
    try:
        with make_client(provider, key, Connection(), FOR_A_LOOK) as client, answers_understood(asked):
            found = list(_choices(islice(client.models.list(), MOST_MODELS)))
    except Exception as raised:
        known = reply_error(raised, asked)
        if known is None:
            raise
        # Not chained: what the SDK raised holds the request, and that the key.
        raise known from None
    for model in found:
        if model.abilities is not None:
            KNOWN.learn(asked.address, model.model_id, model.abilities)
    return found


def _choices(models: "Iterator[ModelInfo]") -> Iterator[ModelChoice]:
    seen: set[str] = set()
    for model in models:
        choice = _choice(model)
        if choice is not None and choice.model_id not in seen:
            seen.add(choice.model_id)
            yield choice


def _choice(model: "ModelInfo") -> ModelChoice | None:
    """The model, or ``None`` where it has no usable id or is retired. Any field may be missing."""
    model_id = told.text(model, "id")
    lifecycle = getattr(model, "lifecycle", None)
    if not model_id or clean_text(model_id) != model_id or lifecycle == "retired":
        return None
    return ModelChoice(
        model_id,
        told.label(model, "display_name") or model_id,
        lifecycle == "deprecated",
        told.count(model, "max_input_tokens", None) or None,
        told.count(model, "max_tokens", None) or None,
        abilities_of(model),
    )
