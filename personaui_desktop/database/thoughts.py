"""What models thought before their replies: kept small, to be read by people and never sent."""

import zlib

from personaui_desktop.database.checks import check_id
from personaui_desktop.database.file import NamedRow, PersonaFile
from personaui_desktop.database.reading import whole, whole_or_none
from personaui_desktop.records.replies import Thought
from personaui_desktop.text import clean_text

MOST_BYTES = 4_000_000
"""More of a thought is not read: what is packed may have been written by anyone."""


def get_thought(file: PersonaFile, message_id: int) -> Thought | None:
    """What was thought before a reply; ``None`` where nothing was told, or it cannot be read."""
    found = file.named("replies.get_thought", (check_id(message_id, "message"),))
    return next(map(_thought, found), None)


def _thought(row: NamedRow) -> Thought | None:
    packed = row["thought"]
    if not isinstance(packed, bytes):
        return None
    try:
        told = zlib.decompressobj().decompress(packed, MOST_BYTES)
    except zlib.error:
        return None
    said = clean_text(told.decode("utf-8", "replace"))
    return Thought(said, whole(row["thought_ms"]), whole_or_none(row["thought_tokens"]))


def thought_columns(thought: Thought | None) -> tuple[bytes | None, int | None, int | None]:
    """A thought as it is stored beside its reply."""
    if thought is None:
        return None, None, None
    return zlib.compress(thought.text.encode()), thought.milliseconds, thought.tokens
