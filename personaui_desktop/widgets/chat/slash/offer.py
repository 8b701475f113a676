"""Which commands can be written behind a slash, and which of them are meant by a beginning."""

from personaui_desktop.item_models.palette import PaletteKind, PaletteRow
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.key_names import plain


def by_slash(commands: Commands, word: str) -> Command | None:
    """The command that a word behind a slash is for."""
    return next((each for each in commands if each.slash == word), None) if word else None


def slash_rows(commands: Commands, begun: str) -> list[PaletteRow]:
    """The commands whose words begin so, in the order of the alphabet, those that cannot run now last."""
    found = sorted((each for each in commands if each.slash.startswith(begun) and each.slash), key=_word)
    rows = [_row(each, begun, can=commands.can_start(each.name)) for each in found]
    return sorted(rows, key=_is_unable)


def _row(command: Command, begun: str, *, can: bool) -> PaletteRow:
    return PaletteRow(
        PaletteKind.COMMAND,
        command.name,
        command.slash_usage,
        plain(command.title),
        is_enabled=can,
        spans=((0, len(begun) + 1),) if begun else (),
    )


def _word(command: Command) -> str:
    return command.slash


def _is_unable(row: PaletteRow) -> bool:
    return not row.is_enabled
