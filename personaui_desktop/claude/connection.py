"""The sockets under one reply, so that it can be cut off at any moment, and is not repeated in silence."""

import socket
import struct
import sys
import threading
from collections.abc import Callable
from time import monotonic
from typing import Any

from personaui_desktop.claude.events import Waiting
from personaui_desktop.claude.waiting import (
    SHORT_WAIT_SECONDS,
    is_sent_again,
    may_send_again,
    seconds_to_wait,
)

RESET_ON_CLOSE = struct.pack("ii" if sys.platform != "win32" else "hh", 1, 0)
"""Linger for no time at all: whoever still sends is told at once that nobody reads."""


WAITED_IN_VAIN = {"ReadTimeout", "WriteTimeout"}
"""What the transport raises where a server that is connected neither reads nor answers.

By name: its library is not loaded before it is used."""


class Silent(BaseException):
    """The server was waited for long enough. No error, so that the SDK does not ask again."""


class Cut(BaseException):
    """The connection was cut on purpose. No error, so that the SDK neither wraps nor retries it."""


def to_nobody(_event: Waiting) -> None:
    """For whoever never waits."""


class Connection:
    """Knows the sockets that a client opens, and waits for its server, through the client's hooks.

    Args:
        tell: called, in the thread that waits, when a wait begins that a person would notice, and at its end.
    """

    def __init__(self, tell: Callable[[Waiting], object] = to_nobody) -> None:
        self._tell = tell
        self._sent = 0
        self._was_silent = False
        self._is_enough = threading.Event()
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._is_cut = False

    @property
    def is_cut(self) -> bool:
        """Whether `cut` was called."""
        return self._is_cut

    @property
    def was_silent(self) -> bool:
        """Whether the server was connected to, and then waited for in vain."""
        return self._was_silent

    def cut(self) -> None:
        """End whatever the connection does now, also while it blocks; nothing is sent any more."""
        with self._lock:
            self._is_cut = True
        self._is_enough.set()
        self.hang_up()

    def hang_up(self) -> None:
        """End what is being read, as if the server had closed the connection."""
        with self._lock:
            sockets = list(self._sockets)
        for opened in sockets:
            _shut_down(opened)

    def close(self) -> None:
        """Close every socket, once nobody reads any more.

        A cut may come at a moment when the transport lets go of a socket without closing it.
        """
        with self._lock:
            sockets, self._sockets = self._sockets, []
        for opened in sockets:
            opened.close()

    def before_request(self, request: Any) -> None:
        """Hook: watch the sockets of this request.

        Raises:
            Silent: the request before it was waited for long enough; nobody would be told of another wait.
        """
        self._check()
        if self._was_silent:
            raise Silent
        self._sent += 1
        request.extensions["trace"] = self._trace

    def after_response(self, retries: int, response: Any) -> None:
        """Hook: keep the SDK from waiting in silence, and from repeating what may have been done.

        Args:
            retries: how often the SDK may send a request again.
            response: the answer; of one that the server asks to wait after, the headers are changed.
        """
        if not may_send_again(response):
            response.headers["x-should-retry"] = "false"
            return
        seconds = seconds_to_wait(response.headers)
        if seconds > SHORT_WAIT_SECONDS and self._sent <= retries and is_sent_again(response):
            self._wait(seconds)
            response.headers["retry-after-ms"] = "1"

    def _wait(self, seconds: float) -> None:
        self._is_enough.clear()
        self._check()
        self._tell(Waiting(monotonic() + seconds, self._is_enough.set))
        self._is_enough.wait(seconds)
        self._tell(Waiting(None, self._is_enough.set))

    def _trace(self, name: str, info: dict[str, Any]) -> None:
        if name.endswith((".connect_tcp.complete", ".start_tls.complete")):
            opened = info["return_value"].get_extra_info("socket")
            with self._lock:
                self._sockets.append(opened)
        if type(info.get("exception")).__name__ in WAITED_IN_VAIN:
            self._was_silent = True
        # While an answer that is not read to its end is put away, there is nothing left to cut.
        if ".response_closed." not in name and not isinstance(info.get("exception"), GeneratorExit):
            self._check()

    def _check(self) -> None:
        if self._is_cut:
            raise Cut


def _shut_down(opened: socket.socket) -> None:
    try:
        # Closed with everything read, it would leave a server that waits to send more waiting for seconds.
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        # Not TLS's own farewell, which would touch state that another thread is reading with.
        socket.socket.shutdown(opened, socket.SHUT_RDWR)
    except OSError:
        return  # already closed by the other side or by its owner
