"""The shelf of a message's versions: what each of them says while another one is the message's own words."""

from personaui_desktop.database.file import PersonaFile


def chosen_on(file: PersonaFile, message_id: int) -> int:
    """The id of a message's chosen version; a message without versions gets its first one."""
    chosen = file.execute("versions.get_chosen", (message_id,)).fetchone()
    version_id: int = chosen[0] if chosen else file.insert("versions.insert_first", (message_id,))
    return version_id


def shelve_chosen(file: PersonaFile, message_id: int) -> int:
    """Keep what a message says in the version that is chosen; answer its id."""
    version_id = chosen_on(file, message_id)
    file.execute("versions.shelve", (version_id,))
    return version_id


def take_from_shelf(file: PersonaFile, message_id: int, version_id: int) -> None:
    """Have a message say what a version on the shelf says, whatever it says now."""
    file.execute("versions.say_version", (version_id, message_id))
    file.execute("versions.clear_reply", (message_id,))
    file.execute("versions.put_reply", (version_id,))
    file.execute("receipts.delete_receipt", (message_id,))
    file.execute("versions.put_receipt", (version_id,))
    file.execute("versions.clear", (version_id,))


def exchange_chosen(file: PersonaFile, message_id: int, version_id: int) -> bool:
    """Put what a message says on the shelf, and have it say what another version does.

    Returns:
        Whether that version was on the message's shelf; if not, nothing has changed.
    """
    row = file.execute("versions.get_version", (version_id,)).fetchone()
    if row is None:
        return False
    of_message, _session_id, is_chosen = row
    if of_message != message_id or is_chosen:
        return False
    shelve_chosen(file, message_id)
    take_from_shelf(file, message_id, version_id)
    return True
