"""The command palette: personas, conversations, commands and settings, reached by a few letters."""
