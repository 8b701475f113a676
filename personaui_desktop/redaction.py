"""Blots out keys from whatever is stored, logged or shown: those in use, and whatever looks like one."""

import re
import threading

BLOT = "[key]"
FEWEST_CHARACTERS = 8
"""A shorter one is a word that may stand anywhere, such as ``local``, and no secret."""

_LOOKS_LIKE_ONE = re.compile(r"\bsk-[\w-]{6,}|(?<=Bearer )\S+", re.ASCII)

_lock = threading.Lock()
_known: set[str] = set()


def keep_secret(key: str | None) -> None:
    """Blot this key out from now on, until the program ends."""
    key = (key or "").strip()
    if len(key) >= FEWEST_CHARACTERS:
        with _lock:
            _known.add(key)


def without_keys(text: str) -> str:
    """The text with every key that was named, and everything that looks like one, blotted out."""
    with _lock:
        # The longest first: one key may begin another.
        keys = sorted(_known, key=len, reverse=True)
    text = _LOOKS_LIKE_ONE.sub(BLOT, text)
    for key in keys:
        text = text.replace(key, BLOT)
    return text
