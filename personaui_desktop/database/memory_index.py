"""The full-text index of the memories and of what they were made of, kept by this program alone.

No trigger names it: a program whose SQLite has no full-text search could write nothing then. Triggers note
which memories changed, themselves or one of their messages, and what they noted is taken in bit by bit: some
before the index is asked, the rest in the background. What is noted is not found by the index until then.

The index keeps no text. To take a memory out, SQLite wants to be told the very words that were put in; they
are kept packed, each once and in no order.
"""

import zlib
from collections.abc import Iterable

from personaui_desktop.database.file import PersonaFile, together
from personaui_desktop.database.reading import blob, text
from personaui_desktop.text_words import index_words

AT_ONCE = 50_000
"""About how many characters are read before the index is asked: nobody waits for more."""
A_STEP = 500_000
"""About how many are read in a step in the background, and at most of what one memory was made of."""
EACH = 50
"""For how many characters a memory counts, however short it is."""


def bring_up_to_date(file: PersonaFile, *, make: bool = True, characters: int = AT_ONCE) -> bool:
    """Take in what changed since the last time, the newest memories first, but no more than a step.

    Args:
        file: the persona's.
        make: whether to make the index where there is none yet.
        characters: about how much text to read at most.

    Returns:
        Whether there is an index to be asked: never where this SQLite has no full-text search.
    """
    if ("fts5",) not in file.execute("memory_index.modules").fetchall():
        return False
    if not _is_made(file):
        if not make:
            return False
    elif not has_changes(file):
        return True
    with together(file):
        # Somebody else may have made it since we looked.
        if not _is_made(file):
            _make(file)
        _take_in(file, characters)
    return True


def is_behind(file: PersonaFile) -> bool:
    """Whether there is an index, and it lacks something."""
    return _is_made(file) and has_changes(file)


def has_changes(file: PersonaFile) -> bool:
    """Whether anything is noted that the index has not been told."""
    return bool(file.execute("memory_index.has_changes").fetchone()[0])


def _is_made(file: PersonaFile) -> bool:
    return bool(file.execute("memory_index.is_made").fetchone()[0])


def _make(file: PersonaFile) -> None:
    for query in ("drop_index_of_triggers", "drop_index_of_texts", "drop_index", "make_index", "weigh"):
        file.execute(f"memory_index.{query}")
    file.execute("memory_index.forget_docs")
    file.execute("memory_index.note_all")


def _take_in(file: PersonaFile, characters: int) -> None:
    for (memory_id,) in file.execute("memory_index.changed", (1 + characters // EACH,)).fetchall():
        _take_out(file, memory_id)
        characters -= _put_in(file, memory_id)
        file.execute("memory_index.forget_change", (memory_id,))
        if characters <= 0:
            return


def _take_out(file: PersonaFile, memory_id: int) -> None:
    row = file.execute("memory_index.get_doc", (memory_id,)).fetchone()
    if row is not None:
        words = zlib.decompress(blob(row[0])).decode()
        file.execute("memory_index.take_out", (memory_id, *words.split("\n")))
        file.execute("memory_index.delete_doc", (memory_id,))


def _put_in(file: PersonaFile, memory_id: int) -> int:
    """Put a memory in, if it is there; answer about how many characters were read for it."""
    row = file.execute("memory_index.get_memory", (memory_id,)).fetchone()
    if row is None:
        return EACH
    content, *range_of_messages = row
    content = text(content)
    values = tuple(range_of_messages)
    said, characters = _words_of(text(each) for (each,) in file.execute("memory_index.said", values))
    columns = " ".join(sorted(index_words(content))), " ".join(sorted(said))
    file.execute("memory_index.put_in", (memory_id, *columns))
    file.execute("memory_index.insert_doc", (memory_id, zlib.compress("\n".join(columns).encode(), 1)))
    return EACH + len(content) + characters


def _words_of(texts: Iterable[str]) -> tuple[set[str], int]:
    """The words of texts, and how long these are; what comes after very many characters is left out."""
    found, characters = set[str](), 0
    for each in texts:
        found |= index_words(each)
        characters += len(each)
        if characters >= A_STEP:
            break
    return found, characters
