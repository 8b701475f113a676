"""Which keys start which command now, in all windows: those that it declares, or that the person chose."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from personaui_desktop.settings.shortcuts import Chosen, KeysOf, in_force
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.commands.key_names import as_named, shown


class KeysInForce(QObject):
    """The one table of keys. `keys_in_force` answers it.

    Attributes:
        declared: the keys that commands declare, by the commands' names.

    Signals:
        changed: some are others now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.declared: KeysOf = {}
        self._chosen: Chosen = {}
        self._in_force: KeysOf = {}

    def declare(self, commands: Iterable[Command]) -> None:
        """There are these commands."""
        found = {each.name: tuple(dict.fromkeys(map(as_named, each.keys))) for each in commands if each.keys}
        if not found.items() <= self.declared.items():
            self.declared |= found
            self._become()

    def choose(self, chosen: Chosen) -> None:
        """The person chose these."""
        self._chosen = chosen
        self._become()

    def of(self, name: str) -> tuple[str, ...]:
        """The keys of a command; none where it has none, or there is none of that name."""
        return self._in_force.get(name, ())

    def _become(self) -> None:
        before, self._in_force = self._in_force, in_force(self.declared, self._chosen)
        if before != self._in_force:
            self.changed.emit()


_the_keys: KeysInForce | None = None


def keys_in_force() -> KeysInForce:
    """The table of the program, made at the first call."""
    global _the_keys
    # It goes with its application, and another application gets another one.
    if _the_keys is None or not isValid(_the_keys):
        _the_keys = KeysInForce(QCoreApplication.instance())
    return _the_keys


def with_keys(words: str, name: str) -> str:
    """Words for a tooltip, with the first keys of a command behind them, if it has any."""
    keys = keys_in_force().of(name)
    return f"{words} ({shown(keys[0])})" if keys else words


def all_shown(keys: Sequence[str]) -> str:
    """Several keys as this system writes them."""
    return ", ".join(map(shown, keys))
