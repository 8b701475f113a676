"""The rail of personas, and the dialog in which one is made or edited."""
