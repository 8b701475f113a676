"""What is said while a server is waited for, and when something else is to be said."""

from math import ceil
from typing import NamedTuple

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.replies import ServerWait
from personaui_desktop.translation import translate, translated

PATIENCE_SECONDS = 10.0
"""So long a server may be silent before it is said."""

_RETRYING = Phrase("Chat", "Retrying in {n} second.|Retrying in {n} seconds.")


class WaitWords(NamedTuple):
    """Two sentences, empty where nothing needs saying; in how many milliseconds they change by themselves."""

    sentence: str = ""
    remedy: str = ""
    changes_in_ms: int | None = None


def words_of(wait: ServerWait, now: float) -> WaitWords:
    """What is to be said at a moment, by ``time.monotonic``."""
    if wait.busy_until is not None:
        left = wait.busy_until - now
        seconds = max(1, ceil(left))
        changes = ceil((left - seconds + 1) * 1000) if seconds > 1 else None
        return WaitWords(translate("Chat", "The server is busy."), translated(_RETRYING.of(seconds)), changes)
    if wait.silent_since is None:
        return WaitWords()
    left = wait.silent_since + PATIENCE_SECONDS - now
    if left > 0:
        return WaitWords(changes_in_ms=ceil(left * 1000))
    return WaitWords(translate("Chat", "The server has not answered yet."))
