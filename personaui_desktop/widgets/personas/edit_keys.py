"""The keys that save a persona on its page."""

SAVE_KEYS = ("Ctrl+Enter",)
