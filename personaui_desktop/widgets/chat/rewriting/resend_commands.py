"""What can be done with one's own words that are being changed, other than saving them."""

from personaui_desktop.phrases import Phrase
from personaui_desktop.widgets.chat.rewriting.editor import BRANCH_KEYS, REPLACE_KEYS
from personaui_desktop.widgets.chat.rewriting.resending import Resending
from personaui_desktop.widgets.commands.command import Command, Scope


def resend_commands(resending: Resending) -> tuple[Command, ...]:
    """Saying them anew, here or in a new branch."""
    return (
        Command(
            "message.resend",
            Phrase("Chat", "&Resend and replace what follows"),
            resending.replace,
            Scope.REWRITING,
            keys=(REPLACE_KEYS, "Alt+Return"),
            can=resending.can_resend,
        ),
        Command(
            "message.resend_in_branch",
            Phrase("Chat", "Resend &in a new branch"),
            resending.branch,
            Scope.REWRITING,
            keys=(BRANCH_KEYS, "Alt+Shift+Return"),
            can=resending.can_resend,
        ),
    )
