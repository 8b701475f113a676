"""What can be done so that the persona adds something to its reply."""

from functools import partial

from personaui_desktop.phrases import Phrase
from personaui_desktop.widgets.chat.attempts import Attempts
from personaui_desktop.widgets.commands.command import Command
from personaui_desktop.widgets.preferences import Preferences


def afterthought_commands(attempts: Attempts, preferences: Preferences) -> tuple[Command, ...]:
    """The commands of what is added, by hand and by itself."""
    return (
        Command(
            "reply.add",
            Phrase("Chat", "&Let persona add something"),
            attempts.add,
            keys=("Ctrl+Alt+A",),
            can=lambda: attempts.can_add,
            slash="add",
        ),
        Command(
            "reply.add_by_itself",
            Phrase("Chat", "Persona ma&y add something by itself"),
            partial(_toggle, preferences),
            keys=("Ctrl+Alt+Z",),
            tick=lambda: preferences.settings.add_by_itself,
        ),
    )


def _toggle(preferences: Preferences) -> None:
    preferences.set(add_by_itself=not preferences.settings.add_by_itself)
