"""What a persona is being changed to, until it is saved; one text for it, one for a persona not made yet."""

from personaui_desktop.database.checks import check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.file import PersonaFile
from personaui_desktop.database.reading import text

_OWN, _NEW = "own", "new"


def get_persona_draft(file: PersonaFile, *, of_new: bool) -> str | None:
    """The text that is kept; ``None`` where there is none."""
    row = file.execute("persona_drafts.get_draft", (_whose(of_new=of_new),)).fetchone()
    return None if row is None else text(row[0])


def put_persona_draft(file: PersonaFile, content: str | None, *, of_new: bool) -> None:
    """Keep a text in place of the last one; ``None`` forgets it.

    Raises:
        UnknownPersona: the persona has no file.
        InvalidInput: the text cannot be stored.
    """
    if content is not None:
        check_text(content, "draft")
    file.check_is_there()
    if content is None:
        file.execute("persona_drafts.delete_draft", (_whose(of_new=of_new),))
    else:
        file.execute("persona_drafts.upsert_draft", (_whose(of_new=of_new), content, utc_now()))


def _whose(*, of_new: bool) -> str:
    return _NEW if of_new else _OWN
