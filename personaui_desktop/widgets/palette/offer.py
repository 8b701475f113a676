"""What the palette offers: everything that can be reached now, and of that what a few letters meant."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from personaui_desktop.item_models.palette import PaletteKind, PaletteRow
from personaui_desktop.name_finding import Fit, Names, marks
from personaui_desktop.operations.sessions import NamedSessions
from personaui_desktop.records.personas import PersonaListing
from personaui_desktop.records.sessions import TitledSession
from personaui_desktop.settings.table import TABLE
from personaui_desktop.translation import translated
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.keys_in_force import all_shown, keys_in_force
from personaui_desktop.widgets.commands.menus import menu_of_each
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.palette.words import (
    PERSONA,
    search_words,
    session_words,
    setting_name,
    setting_words,
)

MOST = 20
"""So many conversations are offered at once; who looks for an older one types on."""
RECENT, NEWEST = 5, 6
"""So many things that were reached lately, and conversations, come first where nothing is typed."""


class _Offered(NamedTuple):
    """A row and its place among others: the less, the sooner it comes."""

    fit: Fit
    lateness: int
    kind: int
    age: str
    row: PaletteRow


class PaletteOffer:
    """Knows what there is at one moment.

    Args:
        commands: those of the window.
        personas: all there are.
        where: what is shown, and is not offered.
        titles: the conversations of each persona, as far as they are known; looked at anew each time.
        recent: keys of what was reached lately, the last first.
        own: the command that opens the palette, which is not offered in it.
    """

    def __init__(
        self,
        commands: Commands,
        personas: Sequence[PersonaListing],
        where: Where,
        titles: dict[str, NamedSessions],
        recent: Sequence[str],
        own: str,
    ) -> None:
        self._where, self._titles, self._recent = where, titles, {key: at for at, key in enumerate(recent)}
        self._persona_names = {each.persona_id: each.profile.name for each in personas}
        self._commands = list(_command_rows(commands, own))
        self._personas = [row for row in map(_persona_row, personas) if row.key != f"persona:{where[0]}"]
        self._things = [*self._commands, *self._personas, *_setting_rows()]
        self._names = Names([row.name for row in self._things])

    def rows(self, typed: str) -> list[PaletteRow]:
        """What is offered for what was typed: what can be reached, a search, then what cannot be now."""
        written = " ".join(typed.split())
        if not written:
            return self._unasked()
        found = sorted((*self._found_things(written), *self._found_sessions(written)), key=_place)
        rows = [each.row._replace(spans=tuple(marks(written, each.row.name))) for each in found]
        search = PaletteRow(PaletteKind.SEARCH, f"search:{written}", search_words(written))
        able = [row for row in rows if row.is_enabled]
        return [*able, search, *(row for row in rows if not row.is_enabled)]

    def _unasked(self) -> list[PaletteRow]:
        """What was reached lately and what is used most, then everything that can be done."""
        recent = [row for key in self._recent if (row := self._row_of(key)) is not None and row.is_enabled]
        persona_id, _session = self._where
        named = self._titles.get(persona_id)
        listed = [] if named is None else named.sessions
        newest = [row for each in listed[: 2 * NEWEST] if (row := self._session_row(persona_id, each))]
        commands = [row for row in self._commands if row.is_enabled]
        rows = {row.key: row for row in (*recent[:RECENT], *newest[:NEWEST], *self._personas, *commands)}
        return list(rows.values())

    def _row_of(self, key: str) -> PaletteRow | None:
        if not key.startswith(f"{PaletteKind.SESSION.value}:"):
            return next((row for row in self._things if row.key == key), None)
        persona_id, session_id = key.split(":", 1)[1].rsplit(":", 1)
        named = self._titles.get(persona_id)
        listed = [] if named is None else named.sessions
        session = next((each for each in listed if str(each.session_id) == session_id), None)
        return None if session is None else self._session_row(persona_id, session)

    def _found_things(self, written: str) -> Iterator[_Offered]:
        for fit, at in self._names.find(written, len(self._things)):
            row = self._things[at]
            yield _Offered(fit, self._lateness(row), 0, "", row)

    def _found_sessions(self, written: str) -> list[_Offered]:
        found: list[_Offered] = []
        for persona_id, named in self._titles.items():
            # One more for the conversation that is shown.
            for fit, at in named.names.find(written, MOST + 1):
                session = named.sessions[at]
                row = self._session_row(persona_id, session)
                if row is not None:
                    found.append(_Offered(fit, self._lateness(row), 1, _age(session), row))
        return sorted(found, key=_place)[:MOST]

    def _lateness(self, row: PaletteRow) -> int:
        return self._recent.get(row.key, len(self._recent))

    def _session_row(self, persona_id: str, session: TitledSession) -> PaletteRow | None:
        if (persona_id, session.session_id) == self._where:
            return None
        persona = self._persona_names.get(persona_id, "") if len(self._persona_names) > 1 else ""
        key = f"{PaletteKind.SESSION.value}:{persona_id}:{session.session_id}"
        return PaletteRow(PaletteKind.SESSION, key, session.title, session_words(session, persona))


def _place(found: _Offered) -> tuple[object, ...]:
    return found[:-1]


def _age(session: TitledSession) -> str:
    """Sorts the newest first."""
    return "".join(chr(255 - ord(each)) if each < "\x7f" else " " for each in session.updated_at)


def _command_rows(commands: Commands, own: str) -> Iterator[PaletteRow]:
    """The commands of the menus, in their order, then what else has keys of the window."""
    menus = menu_of_each()
    listed = [commands[name] for name in menus if name in commands]
    others = [each for each in commands if each.keys and each.name not in menus]
    for command in (*listed, *others):
        if command.name != own and command.keys:
            yield _command_row(command, menus.get(command.name, ""), commands.can_start(command.name))


def _command_row(command: Command, menu: str, can: bool) -> PaletteRow:
    return PaletteRow(
        PaletteKind.COMMAND,
        f"{PaletteKind.COMMAND.value}:{command.name}",
        command.title.replace("&", ""),
        menu,
        all_shown(keys_in_force().of(command.name)[:1]),
        is_enabled=can,
        is_ticked=command.tick is not None and command.tick(),
    )


def _persona_row(listing: PersonaListing) -> PaletteRow:
    name = " ".join(listing.profile.name.split()) or listing.persona_id
    key = f"{PaletteKind.PERSONA.value}:{listing.persona_id}"
    return PaletteRow(PaletteKind.PERSONA, key, name, translated(PERSONA))


def _setting_rows() -> Iterator[PaletteRow]:
    for name, setting in TABLE.items():
        if setting.page is not None:
            key = f"{PaletteKind.SETTING.value}:{name}"
            words = setting_words(setting.page)
            yield PaletteRow(PaletteKind.SETTING, key, setting_name(setting), words)
