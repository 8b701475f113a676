"""Writing many messages at one go: the triggers leave counting and comparing to whoever does it."""

from collections.abc import Iterator
from contextlib import contextmanager

from personaui_desktop.database.file import PersonaFile


@contextmanager
def many_at_once(file: PersonaFile, session_id: int) -> Iterator[None]:
    """Within, which is to be in the caller's transaction, no trigger counts messages or looks at memories.

    Whoever writes counts in their place, and says which memories are to be compared again. The
    session's are noted for the index.
    """
    file.execute("many_at_once.note_memories", (session_id,))
    file.execute("many_at_once.begin", (session_id,))
    yield
    file.execute("many_at_once.end")


def delete_at_once(file: PersonaFile, session_id: int) -> bool:
    """Delete a session with its messages within the caller's transaction; whether it existed."""
    file.execute("many_at_once.look_again", (session_id,))
    with many_at_once(file, session_id):
        existed = file.execute("sessions.delete_session", (session_id,)).rowcount > 0
    file.execute("many_at_once.forget_all_counts", (session_id,))
    return existed
