"""What can be done with the branches of a conversation."""

from personaui_desktop.phrases import Phrase
from personaui_desktop.widgets.chat.branch_origin import OriginLink
from personaui_desktop.widgets.chat.branching import Branching
from personaui_desktop.widgets.commands.command import Command, Scope


def branch_commands(branching: Branching, origin: OriginLink) -> tuple[Command, ...]:
    """Branching off at a message, the map of branches, and going back to where one came from."""
    return (
        Command(
            "message.branch",
            Phrase("Chat", "Branch &from here"),
            branching.branch,
            Scope.MESSAGE,
            keys=("F8",),
            can=branching.can_branch,
            near_words=Phrase("Chat", "Branch from here"),
            slash="branch",
        ),
        Command(
            "session.branches",
            Phrase("Chat", "&Branches…"),
            branching.open_map,
            keys=("Shift+F8",),
            slash="branches",
        ),
        Command(
            "session.origin",
            Phrase("Chat", "&Go to where it branched off"),
            origin.go,
            keys=("Ctrl+F8",),
            can=origin.has_origin,
        ),
    )
