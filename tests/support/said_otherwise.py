"""Messages that have several versions, as edits that keep the old text make them."""

from personaui_desktop.operations import messages, versions


def say_otherwise(session_id: int, message_id: int, *texts: str) -> None:
    """Have a message say one text after the other, each a version of its own; the last is chosen."""
    for text in texts:
        messages.edit("default", session_id, message_id, text, keeps_version=True).work()


def version_texts(message_id: int) -> list[str]:
    """What the versions of a message say, in their order."""
    return [version.text for version in versions.listing("default", message_id).work()]


def chosen_text(message_id: int) -> str:
    """What the chosen one of them says."""
    return next(each.text for each in versions.listing("default", message_id).work() if each.is_chosen)
