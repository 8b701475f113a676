"""The full-text index of the memories, kept by this program alone.

No trigger names it: a program whose SQLite has no full-text search could write no memory then. Triggers note
which memories changed, and what they noted is taken in before the index is asked.
"""

from personaui_desktop.database.file import PersonaFile, together


def bring_up_to_date(file: PersonaFile, *, make: bool = True) -> bool:
    """Take in what changed since the last time, so that the index knows what is there and nothing else.

    Args:
        file: the persona's.
        make: whether to make the index where there is none yet.

    Returns:
        Whether there is an index to be asked: never where this SQLite has no full-text search.
    """
    if ("fts5",) not in file.execute("memory_index.modules").fetchall():
        return False
    if not _is_made(file):
        if not make:
            return False
    elif not file.execute("memory_index.has_changes").fetchone()[0]:
        return True
    with together(file):
        # Somebody else may have made it since we looked.
        if _is_made(file):
            _take_changes_in(file)
        else:
            _make(file)
        file.execute("memory_index.forget_changes")
    return True


def _is_made(file: PersonaFile) -> bool:
    return file.execute("memory_index.is_made").fetchone() is not None


def _make(file: PersonaFile) -> None:
    file.execute("memory_index.drop_earlier_index")
    file.execute("memory_index.make_index")
    file.execute("memory_index.put_all_in")


def _take_changes_in(file: PersonaFile) -> None:
    file.execute("memory_index.take_changed_out")
    file.execute("memory_index.put_changed_in")
