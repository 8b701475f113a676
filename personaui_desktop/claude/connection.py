"""The sockets under one reply, so that it can be cut off at any moment, and how long a retry may wait."""

import socket
import threading
from typing import Any

LONGEST_WAIT_SECONDS = 8.0
"""A server that asks for a longer wait before a retry is shown to the person instead of waited for."""


class Cut(BaseException):
    """The connection was cut on purpose. No error, so that the SDK neither wraps nor retries it."""


class Connection:
    """Knows the sockets that a client opens, through the client's hooks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._is_cut = False

    @property
    def is_cut(self) -> bool:
        """Whether `cut` was called."""
        return self._is_cut

    def cut(self) -> None:
        """End whatever the connection does now, also while it blocks; nothing is sent any more."""
        with self._lock:
            self._is_cut = True
            sockets, self._sockets = self._sockets, []
        for opened in sockets:
            _shut_down(opened)

    def before_request(self, request: Any) -> None:
        """Hook: watch the sockets of this request."""
        self._check()
        request.extensions["trace"] = self._trace

    def after_response(self, response: Any) -> None:
        """Hook: keep the SDK from waiting long in silence before it tries again."""
        if _seconds_to_wait(response.headers) > LONGEST_WAIT_SECONDS:
            response.headers["x-should-retry"] = "false"

    def _trace(self, name: str, info: dict[str, Any]) -> None:
        if name.endswith((".connect_tcp.complete", ".start_tls.complete")):
            opened = info["return_value"].get_extra_info("socket")
            with self._lock:
                self._sockets.append(opened)
        self._check()

    def _check(self) -> None:
        if self._is_cut:
            raise Cut


def _shut_down(opened: socket.socket) -> None:
    try:
        # Not TLS's own farewell, which would touch state that another thread is reading with.
        socket.socket.shutdown(opened, socket.SHUT_RDWR)
    except OSError:
        return  # already closed by the other side or by its owner


def _seconds_to_wait(headers: Any) -> float:
    try:
        return float(headers.get("retry-after", ""))
    except ValueError:
        return 0.0
