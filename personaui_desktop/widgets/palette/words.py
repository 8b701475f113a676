"""What the palette says of what it offers."""

from personaui_desktop.item_models.palette import PaletteRow
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.sessions import TitledSession
from personaui_desktop.settings.table import Page, Setting
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.commands.key_names import plain
from personaui_desktop.widgets.common.dates import local_now, short_date, to_local
from personaui_desktop.widgets.common.wording import isolated, quoted

PERSONA = Phrase("Palette", "Persona")


def session_words(session: TitledSession, persona: str) -> str:
    """Whose a conversation is, where there is more than one persona, and when it was used last."""
    parts = [isolated(persona)]
    if session.is_archived:
        parts.append(translate("Palette", "archived"))
    parts.append(short_date(to_local(session.updated_at), local_now()))
    return " · ".join(filter(None, parts))


def setting_name(setting: Setting) -> str:
    """What a setting is called."""
    return plain(translated(setting.label or setting.group))


def setting_words(page: Page) -> str:
    """Where a setting is found."""
    return translate("Palette", "Settings · {page}").format(page=translated(page.value))


def search_words(typed: str) -> str:
    """What else can be done with what was typed."""
    return translate("Palette", "Search everything for {typed}").format(typed=quoted(typed))


def spoken(row: PaletteRow) -> str:
    """A row for people who hear it."""
    parts = [row.name, row.detail, row.keys]
    if row.is_ticked:
        parts.append(translate("Palette", "on"))
    if not row.is_enabled:
        parts.append(translate("Palette", "not available now"))
    return ", ".join(filter(None, parts))
