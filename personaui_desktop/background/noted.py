"""Storing a reply that nobody waits for any more."""

from collections.abc import Callable
from contextlib import suppress

from personaui_desktop import paths
from personaui_desktop.background.operation import Operation, go_on
from personaui_desktop.errors import KnownError


class Noted(Operation[bool]):
    """An operation that nobody waits for any more: its failure goes into the log, but never the text."""

    __slots__ = ("_characters", "_operation")

    def __init__(self, operation: Operation[bool], text: str) -> None:
        super().__init__(operation.announces, operation.lane)
        self._operation = operation
        self._characters = len(text)

    def work(self, give_way: Callable[[], None] = go_on) -> bool:
        """Override of Operation.work."""
        try:
            return self._operation.work(give_way)
        except KnownError as error:
            # Hopefully never needed, so that it is no part of the start.
            from personaui_desktop.bug_report import append_to_log

            with suppress(OSError):  # the disk may be full for the log as well
                cause = f" ({error.__cause__!r})" if error.__cause__ else ""
                line = f"A reply of {self._characters} characters could not be stored: {error}{cause}"
                append_to_log(line, paths.data_dir())
            raise
