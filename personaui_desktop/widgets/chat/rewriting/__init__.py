"""Messages that are changed where they stand."""
