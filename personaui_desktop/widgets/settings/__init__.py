"""The settings dialog: connection, appearance, conversation."""
