"""What can be done with a draft of the person's own message."""

from personaui_desktop.phrases import Phrase
from personaui_desktop.widgets.chat.turn_drafting import TurnDrafting
from personaui_desktop.widgets.commands.command import Command, Scope


def turn_commands(drafting: TurnDrafting) -> tuple[Command, ...]:
    """The commands of drafts."""
    return (
        Command(
            "turn.draft",
            Phrase("Chat", "Draft &my turn"),
            drafting.draft,
            Scope.WRITING,
            keys=("Ctrl+T",),
            can=lambda: drafting.can_draft,
            slash="draft",
        ),
        Command(
            "turn.discard",
            Phrase("Chat", "Discard dra&ft"),
            drafting.discard,
            Scope.WRITING,
            keys=("Ctrl+Alt+D",),
            can=lambda: drafting.is_offered,
        ),
    )
