"""The time as the files hold it: UTC text that sorts in the order in which it was asked for."""

import threading
from datetime import UTC, datetime, timedelta

_lock = threading.Lock()
_NOTHING, _A_LITTLE, _LEAST = timedelta(), timedelta(minutes=1), timedelta(microseconds=1)

_last = datetime.min.replace(tzinfo=UTC)


def utc_now() -> str:
    """Now as ``YYYY-MM-DD HH:MM:SS.ffffff`` in UTC, later than every answer before it in this process.

    Clocks may stand still between two calls, or be set back a little; what was touched last must sort last.
    """
    global _last
    with _lock:
        now = datetime.now(UTC)
        if _NOTHING <= _last - now < _A_LITTLE:
            now = _last + _LEAST
        _last = now
    return now.isoformat(" ", "microseconds").removesuffix("+00:00")
