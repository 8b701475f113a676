"""Commands by name: those that a pane declares, and all of a window's."""

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QKeyEvent

from personaui_desktop.widgets.commands.command import Command, Scope, Subject
from personaui_desktop.widgets.commands.key_names import is_pressed


class Commands:
    """Finds, starts and asks commands. Iterating gives them in the order in which they were declared.

    Args:
        commands: those there are from the beginning.
        subjects: what they run on.
    """

    def __init__(self, commands: Iterable[Command] = (), subjects: Iterable[Subject] = ()) -> None:
        self._by_name: dict[str, Command] = {}
        self._subjects: dict[Scope, Subject] = {}
        self.declare(commands, subjects)

    def declare(self, commands: Iterable[Command], subjects: Iterable[Subject] = ()) -> None:
        """Add commands and what they run on.

        Raises:
            ValueError: there is a command of that name already.
        """
        for command in commands:
            if command.name in self._by_name:
                raise ValueError(f"There are two commands {command.name}.")
            self._by_name[command.name] = command
        self._subjects.update((subject.scope, subject) for subject in subjects)

    def include(self, others: "Commands") -> None:
        """Add what a pane has declared."""
        self.declare(others, others.subjects)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What they run on."""
        return tuple(self._subjects.values())

    def __iter__(self) -> Iterator[Command]:
        return iter(self._by_name.values())

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> Command:
        return self._by_name[name]

    def find(self, name: str) -> Command | None:
        """The command of a name, if there is one."""
        return self._by_name.get(name)

    def start(self, name: str) -> None:
        """Run a command on what is chosen."""
        command = self._by_name[name]
        subject = self._subjects.get(command.scope)
        thing = None if subject is None else subject.chosen()
        if subject is None:
            command.run()
        elif thing is None:
            subject.missing()
        else:
            command.run(thing)

    def can_start(self, name: str) -> bool:
        """Whether a command could do anything with what is chosen."""
        command = self._by_name[name]
        subject = self._subjects.get(command.scope)
        if subject is None:
            return command.can()
        thing = subject.chosen()
        return thing is not None and command.can(thing)

    def pressed(self, event: QKeyEvent, scope: Scope) -> Command | None:
        """The command of a scope whose pane keys an event is for."""
        of_scope = (command for command in self if command.scope is scope)
        return next(
            (each for each in of_scope if any(is_pressed(event, keys) for keys in each.pane_keys)), None
        )
