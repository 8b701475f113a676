"""Commands that are written in place of a message, behind a slash."""
