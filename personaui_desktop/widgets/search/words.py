"""What is said of hits: where they lie, what they are, by whom and when."""

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.search import HitKind, SearchHit
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.dates import local_now, short_date, to_local
from personaui_desktop.widgets.common.wording import isolated

_KINDS = {
    HitKind.VERSION: Phrase("Search", "another version"),
    HitKind.MEMORY: Phrase("Search", "memory"),
    HitKind.TITLE: Phrase("Search", "title"),
    HitKind.NAME: Phrase("Search", "name"),
}


def heading_words(hit: SearchHit, persona_name: str) -> str:
    """The conversation and whose it is, with what is to be known of it; else the persona alone."""
    if hit.session_id is None:
        return persona_name
    parts = [isolated(hit.session_title), isolated(persona_name)]
    if hit.is_parked:
        parts.append(translate("Search", "branch"))
    if hit.is_trashed:
        parts.append(translate("Search", "in the trash"))
    elif hit.is_archived:
        parts.append(translate("Search", "archived"))
    return " · ".join(filter(None, parts))


def second_line(hit: SearchHit, persona_name: str) -> str:
    """What it is if no message, by whom and when."""
    kind = _KINDS.get(hit.kind)
    parts = [] if kind is None else [translated(kind)]
    if hit.kind in {HitKind.MESSAGE, HitKind.VERSION}:
        parts.append(translate("Search", "You") if hit.is_user else hit.speaker or persona_name)
    parts.append(short_date(to_local(hit.timestamp), local_now()))
    return " · ".join(parts)


def progress_words(hits: int, *, is_complete: bool) -> str:
    """How many there are, and what is not searched yet."""
    if is_complete and not hits:
        return translate("Search", "Nothing found.")
    found = translated(Phrase("Search", "{n} result|{n} results").of(hits))
    if is_complete:
        return found
    return translate("Search", "{found} so far. Older ones are not searched yet.").format(found=found)
