"""The threads: operations run off the GUI thread, and their results come home to it."""
