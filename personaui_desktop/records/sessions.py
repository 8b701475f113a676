"""Sessions: one conversation each."""

from typing import NamedTuple


class Session(NamedTuple):
    """One conversation. Times are UTC text as in `Message`.

    ``preview`` is the beginning of its last message, where sessions are listed for a person.
    """

    id: int
    title: str
    created_at: str
    updated_at: str
    persona_id: str
    last_memory_message_id: int | None = None
    preview: str = ""
