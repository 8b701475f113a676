"""Finding a text in a conversation."""
