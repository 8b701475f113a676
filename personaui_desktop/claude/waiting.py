"""What a server's answer says about sending the request again: after how long, and whether at all."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

LONGEST_WAIT_SECONDS = 8.0
"""A server that asks for a longer wait before a retry is shown to the person instead of waited for."""
SHORT_WAIT_SECONDS = 1.0
"""No longer wait goes by without a word. The SDK's own pauses between its tries are shorter."""

_SENT_AGAIN = {408, 409, 429}

OUTCOME_UNKNOWN = "change_outcome_unknown"
"""The code of an error whose request may have been carried out: it is not repeated without being asked."""


def seconds_to_wait(headers: Any) -> float:
    """How long a server asks to be left alone, said in any way that the SDK obeys; 0 where it does not."""
    for name, unit in (("retry-after-ms", 1000), ("retry-after", 1)):
        try:
            return max(0.0, float(headers.get(name, "")) / unit)
        except ValueError:
            continue
    try:
        wanted = parsedate_to_datetime(headers.get("retry-after", ""))
        # A date without a zone is taken for UTC, as HTTP has it.
        aware = wanted if wanted.tzinfo else wanted.replace(tzinfo=UTC)
        return max(0.0, (aware - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def may_send_again(response: Any) -> bool:
    """Whether the SDK may send the request again by itself, after a short wait and without doing harm."""
    if seconds_to_wait(response.headers) > LONGEST_WAIT_SECONDS:
        return False
    return response.status_code != 503 or _code_of(response.read()) != OUTCOME_UNKNOWN


def is_sent_again(response: Any) -> bool:
    """Whether the SDK sends the request again by itself, as long as it has tries left."""
    asked_for = response.headers.get("x-should-retry")
    if asked_for in {"true", "false"}:
        return bool(asked_for == "true")
    return response.status_code in _SENT_AGAIN or response.status_code >= 500


def _code_of(body: bytes) -> object:
    try:
        return json.loads(body)["error"]["details"]["error_code"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
