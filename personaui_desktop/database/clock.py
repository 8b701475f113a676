"""The time as the files hold it: UTC text that sorts in the order in which it was asked for."""

import threading
from datetime import UTC, datetime, timedelta

_lock = threading.Lock()
_last = datetime.min.replace(tzinfo=UTC)


def utc_now() -> str:
    """Now as ``YYYY-MM-DD HH:MM:SS.ffffff`` in UTC, later than every answer before it in this process.

    Clocks may stand still between two calls, or be set back a little; what was touched last must sort last.
    """
    global _last
    with _lock:
        now = datetime.now(UTC)
        if timedelta() <= _last - now < timedelta(minutes=1):
            now = _last + timedelta(microseconds=1)
        _last = now
    return now.isoformat(" ", "microseconds").removesuffix("+00:00")
