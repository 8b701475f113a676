"""The words that tell nothing, in whatever language: those that many of the persona's own messages have."""

from collections import Counter

from personaui_desktop.database.file import PersonaFile, together
from personaui_desktop.database.reading import text, whole
from personaui_desktop.text_words import index_words

COUNTED = 2_000
"""How many messages are looked at, the newest."""
FEWEST = 50
"""Of fewer messages nothing can be told."""
COMMON_SHARE = 0.04
COUNT_AGAIN_AFTER = 200
"""How many messages later it is counted again."""
READ_CHARACTERS = 2_000
"""How much of each message is looked at, its beginning."""


def common_words(file: PersonaFile) -> frozenset[str]:
    """The words as they were counted last; none where there are too few messages, or nobody has counted."""
    found = file.named("memory_index.get_common_words")
    return next((frozenset(text(row["words"]).split()) for row in found), frozenset())


def count_common_words(file: PersonaFile) -> None:
    """Count the words of the newest messages, unless few were written since the last time."""
    newest = whole(file.execute("memory_index.newest_message").fetchone()[0])
    counted = [whole(row["until_message_id"]) for row in file.named("memory_index.get_common_words")]
    if any(0 <= newest - until < COUNT_AGAIN_AFTER for until in counted):
        return
    counts, messages = Counter[str](), 0
    for (message,) in file.execute("memory_index.newest_texts", (COUNTED,)):
        counts.update(index_words(text(message)[:READ_CHARACTERS]))
        messages += 1
    if messages < FEWEST:
        return
    found = sorted(word for word, count in counts.items() if count > messages * COMMON_SHARE)
    with together(file):
        file.execute("memory_index.forget_common_words")
        file.execute("memory_index.store_common_words", (newest, " ".join(found)))
