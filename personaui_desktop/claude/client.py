"""Claude, or a server that speaks its protocol, as someone who replies."""

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from personaui_desktop.claude.connection import Connection
from personaui_desktop.claude.failures import Addressee, unusable_key, wrong_address
from personaui_desktop.claude.headers import only, own_headers
from personaui_desktop.claude.loading import load_sdk
from personaui_desktop.claude.manner import Manner, Wish
from personaui_desktop.claude.stream import ClaudeStream
from personaui_desktop.credentials import server_address
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest
from personaui_desktop.redaction import keep_secret

if TYPE_CHECKING:
    from anthropic import Anthropic

DEFAULT_MODEL = "claude-sonnet-5-5"
"""Named in the SDK's `types.Model` (2.13) and not to be retired; a test looks."""

NO_KEY = "none"
"""Sent to servers that need no key, because the SDK insists on one."""


class Patience(NamedTuple):
    """How long a server may be silent, and how often a request that failed is sent again."""

    read_seconds: float
    retries: int


FOR_A_REPLY = Patience(300.0, 2)
"""A small local machine may read a long conversation for minutes before its first word."""
FOR_A_LOOK = Patience(10.0, 0)
"""Somebody waits for the answer and can ask again."""
FOR_A_GLANCE = Patience(3.0, 0)
"""A reply waits for the answer, and does without it."""

CONNECT_SECONDS = 10.0


class ClaudeResponder:
    """Asks a provider's model. Making one does nothing yet.

    An empty ``provider.base_url`` means ``ANTHROPIC_BASE_URL``, or Anthropic's own address where that is not
    set; a chosen address wins over the environment. The key is the given one alone: neither the environment
    nor the SDK's profiles add another.
    """

    def __init__(self, provider: Provider, key: str | None, patience: Patience = FOR_A_REPLY) -> None:
        self._provider = provider
        self._key = key
        self._patience = patience
        self._asked = Addressee(server_address(provider), provider.model or DEFAULT_MODEL)

    def __repr__(self) -> str:
        return f"ClaudeResponder({self._asked!r})"

    @property
    def name(self) -> str:
        """The model's id."""
        return self._asked.model

    def reply(self, request: ReplyRequest) -> ClaudeStream:
        """Begin a reply; nothing is sent before the stream is iterated."""
        asked = self._asked._replace(model=request.model or self._asked.model)
        parameters = request_parameters(request, asked.model, self._provider.max_tokens)
        make = partial(make_client, self._provider, self._key)
        wish = Wish(self._provider.may_think, self._provider.effort) if request.may_think else None
        manner = Manner(asked, wish, parameters["max_tokens"], partial(make, patience=FOR_A_GLANCE))
        return ClaudeStream(partial(make, patience=self._patience), parameters, asked, manner)


def make_client(
    provider: Provider, key: str | None, connection: Connection, patience: Patience
) -> "Anthropic":
    """A client for the provider's server alone, whose sockets the connection knows. The caller closes it.

    Raises:
        ReplyError: the address is none, or the key cannot be sent.
    """
    keep_secret(key)
    address = server_address(provider)
    if not _leads_somewhere(address):
        raise wrong_address(Addressee(address))
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise unusable_key()
    load_sdk()
    from anthropic import Anthropic, DefaultHttpxClient, Timeout

    own = own_headers(provider.header_style, key or NO_KEY)
    hooks: dict[str, list[Any]] = {
        "request": [connection.before_request, only(own)],
        "response": [partial(connection.after_response, patience.retries)],
    }
    return Anthropic(
        api_key=key or NO_KEY,
        base_url=address,
        timeout=Timeout(patience.read_seconds, connect=CONNECT_SECONDS),
        max_retries=patience.retries,
        # A redirect would take the key and the conversation to a server that nobody chose.
        http_client=DefaultHttpxClient(event_hooks=hooks, follow_redirects=False),
    )


def request_parameters(request: ReplyRequest, model: str, max_tokens: int) -> dict[str, Any]:
    """The request's body, with three cache markers of the four that are allowed.

    They end the system text, the newest message, and the one before it: what comes to mind with the newest
    message is not sent with the next, and the cache then serves up to the message before.
    """
    messages: list[dict[str, Any]] = [dict(message) for message in request.messages]
    for message in messages[-2:]:
        message["content"] = _marked((message["content"],))
    parameters: dict[str, Any] = {"model": model, "max_tokens": max(1, max_tokens), "messages": messages}
    if request.system:
        parameters["system"] = _marked(request.system)
    return parameters


def _marked(texts: tuple[str, ...]) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = [{"type": "text", "text": text} for text in texts]
    blocks[-1]["cache_control"] = {"type": "ephemeral"}
    return blocks


def _leads_somewhere(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
