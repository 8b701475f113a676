"""A talk with Mia, stored by the specified calls."""

from personaui_desktop.database import save_message


def say(session: int, *texts: str) -> list[int]:
    """The person and Mia take turns, the person first; the ids of what they said."""
    return [save_message(text, number % 2 == 0, "Mia", session) for number, text in enumerate(texts)]
