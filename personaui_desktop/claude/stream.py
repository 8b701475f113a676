"""One reply from a server: read in a thread of its own, so that it ends the moment it is stopped."""

import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from personaui_desktop.claude.connection import Connection, Cut, Silent
from personaui_desktop.claude.events import Failed, ReplyEvent
from personaui_desktop.claude.failures import Addressee, silent
from personaui_desktop.claude.manner import Manner
from personaui_desktop.claude.reading import read_reply

if TYPE_CHECKING:
    from anthropic import Anthropic


class ClaudeStream:
    """A reply under way. Iterate it once.

    The SDK blocks where nothing can wake it (looking up a name, its short pauses before a retry). So it runs
    in a thread that hands its events over; stopping ends the iteration at once and cuts the connection, and
    the thread follows as soon as it notices.

    Args:
        ask: makes the client, in the reading thread.
        parameters: the request's body.
        asked: who is asked, for the sentences.
        manner: how the model is asked to think.
    """

    def __init__(
        self,
        ask: "Callable[[Connection], Anthropic]",
        parameters: dict[str, Any],
        asked: Addressee,
        manner: Manner,
    ) -> None:
        self._ask = ask
        self._parameters = parameters
        self._asked = asked
        self._manner = manner
        self._events: SimpleQueue[ReplyEvent | BaseException | None] = SimpleQueue()
        self._connection = Connection(self._events.put)

    def __iter__(self) -> Iterator[ReplyEvent]:
        if self._connection.is_cut:
            return
        # A daemon: a program that closes does not wait for a name to be looked up.
        threading.Thread(target=self._read, name="reply reader", daemon=True).start()
        try:
            while (event := self._events.get()) is not None and not self._connection.is_cut:
                if isinstance(event, BaseException):
                    raise event
                yield event
        finally:
            self.stop()

    def stop(self) -> None:
        """End the reply now."""
        self._connection.cut()
        self._manner.stop()
        self._events.put(None)

    def _read(self) -> None:
        try:
            connection = self._connection
            told = read_reply(
                lambda: self._ask(connection),
                self._parameters,
                self._asked,
                connection.hang_up,
                self._manner,
            )
            for event in told:
                if connection.is_cut:
                    return  # what has been received and not told yet would take its time
                self._events.put(event)
        except Cut:
            return
        except Silent:
            self._events.put(Failed(silent(self._asked)))
        except Exception as error:  # noqa: BLE001 - the edge of the thread: raised again where it is iterated
            self._events.put(error)
        finally:
            self._connection.close()
            self._events.put(None)
