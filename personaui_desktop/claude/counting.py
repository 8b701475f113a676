"""Has the server count a request's tokens, where it can; one that cannot is asked once only."""

import threading

from personaui_desktop.claude import told
from personaui_desktop.claude.client import DEFAULT_MODEL, FOR_A_LOOK, make_client, request_parameters
from personaui_desktop.claude.connection import Connection
from personaui_desktop.claude.failures import Addressee, answers_understood, reply_error
from personaui_desktop.credentials import server_address
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest

CANNOT = {404, 405, 501}
"""What servers answer that have no such call."""

_lock = threading.Lock()
_unable: set[str] = set()


def count_tokens(provider: Provider, key: str | None, request: ReplyRequest) -> int | None:
    """How many tokens the server counts, or ``None`` where it cannot tell. Blocks for up to ten seconds.

    Counting is a courtesy: a server that is slow, refuses or is not there leaves the estimate standing.
    """
    address = server_address(provider)
    asked = Addressee(address)
    with _lock:
        if address in _unable:
            return None
    try:
        with make_client(provider, key, Connection(), FOR_A_LOOK) as client:
            parameters = request_parameters(request, provider.model or DEFAULT_MODEL, provider.max_tokens)
            del parameters["max_tokens"]
            with answers_understood(asked):
                counted = client.messages.count_tokens(**parameters)
            return told.count(counted, "input_tokens", None) or None
    except Exception as raised:
        if reply_error(raised, asked) is None:
            raise
        if getattr(raised, "status_code", None) in CANNOT:
            with _lock:
                _unable.add(address)
        return None
