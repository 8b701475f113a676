"""The shapes that travel between the rooms, a module a noun."""
