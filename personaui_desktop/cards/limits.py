"""How much of a stranger's file is read: every limit, once."""

MIB = 1024 * 1024

FILE_BYTES = 64 * MIB
"""The whole file, as it lies on the disk."""
JSON_BYTES = 16 * MIB
"""A card's own text, unpacked."""
JSON_PARTS = 1_000_000
"""Its brackets, quotes and commas, which tell how much memory it takes."""
JSON_DEPTH = 100
"""Objects and lists within each other."""
UNPACKED_BYTES = 64 * MIB
"""All files of an archive together, unpacked."""
ENTRIES = 2_000
"""Files of an archive."""
DIRECTORY_BYTES = MIB
"""An archive's list of its files."""
CHUNKS = 100_000
"""Parts of a PNG or WebP."""
CARD_TEXTS = 4
"""Texts in one picture that may be the card."""
GREETINGS = 200
"""Greetings that a conversation may begin with."""
