"""A version of a message in one line: which one, by whom, when, how long, what it cost."""

from personaui_desktop.conversation.costs import from_nano
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.providers import DEMO_COMPANION
from personaui_desktop.records.versions import Version
from personaui_desktop.translation import translated
from personaui_desktop.widgets.common.amounts import money, tokens_words
from personaui_desktop.widgets.common.dates import local_now, short_date, to_local
from personaui_desktop.widgets.sessions.plain_preview import plain_preview

BEGINNING_CHARACTERS = 36


def line_of(number: int, version: Version) -> str:
    """What a list says of a version; the number counts from 1."""
    parts = [short_date(to_local(version.made_at), local_now())]
    if version.model:
        parts.insert(0, version.model)
    if version.model and version.model != DEMO_COMPANION:
        parts.append(tokens_words(version.usage.output_tokens))
        parts.append(money(None if version.cost_nano is None else from_nano(version.cost_nano)))
    line = Phrase("Chat", "{number}. {beginning} ({details})").filled(
        number=number, beginning=_beginning(version.text), details=" · ".join(parts)
    )
    # In a menu an ampersand would underline what follows it.
    return translated(line).replace("&", "&&")


def _beginning(text: str) -> str:
    line = plain_preview(text[: BEGINNING_CHARACTERS * 4])
    shown = line if len(line) <= BEGINNING_CHARACTERS else line[: BEGINNING_CHARACTERS - 1] + "…"
    return shown or "…"
