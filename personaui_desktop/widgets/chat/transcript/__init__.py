"""The transcript: a view of one session that lays out only what is visible."""
