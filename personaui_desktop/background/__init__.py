"""The threads: operations run off the GUI thread, and their results come home to it."""

from personaui_desktop.background.guard import guard_subclasses

guard_subclasses()
