"""What can be done with the text of messages: copied, whole or in part."""

from personaui_desktop.phrases import Phrase
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.commands.command import Command, Scope


def copy_commands(view: TranscriptView) -> tuple[Command, ...]:
    """What a view of messages can do by itself, for whoever has it."""
    copier = view.hands.copier
    return (
        Command(
            "edit.copy_markdown",
            Phrase("Chat", "Copy as &Markdown"),
            view.hands.clipboard.copy_markdown,
            keys=("Ctrl+Shift+C",),
        ),
        Command(
            "message.copy",
            Phrase("Chat", "Cop&y message"),
            copier.copy_message,
            Scope.MESSAGE,
            keys=("Ctrl+Shift+T",),
        ),
        Command(
            "message.copy_link",
            Phrase("Chat", "Copy link &address"),
            copier.copy_link,
            Scope.MESSAGE,
            keys=("Ctrl+Shift+S",),
            can=copier.has_link,
        ),
        Command(
            "message.copy_code",
            Phrase("Chat", "Copy co&de block"),
            copier.copy_code,
            Scope.MESSAGE,
            keys=("Ctrl+B",),
            can=copier.has_code,
        ),
    )
