"""The memories pane: what the persona remembers, as cards."""
