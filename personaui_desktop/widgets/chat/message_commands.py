"""What can be done with a message: its menu, what was sent for it, quoting and deleting it."""

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import Message
from personaui_desktop.widgets.chat.message_verbs import MessageVerbs
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.commands.command import Command, Scope


def message_commands(pane: ChatPane, verbs: MessageVerbs) -> tuple[Command, ...]:
    """What every message has; what is done with versions, marks and branches is declared beside it."""
    return (*_on_messages(pane), *_on_text(verbs))


def _on_messages(pane: ChatPane) -> tuple[Command, ...]:
    keyboard = pane.transcript.hands.keyboard

    def is_reply(message: Message) -> bool:
        return not message.is_user

    def inspect(message: Message) -> None:
        if is_reply(message):
            pane.inspect(message.id)

    return (
        Command(
            "message.inspect",
            Phrase("Chat", "What &was sent…"),
            inspect,
            Scope.MESSAGE,
            keys=("Ctrl+Shift+I",),
            can=is_reply,
            near_words=Phrase("Chat", "What was sent…"),
        ),
        Command(
            "message.menu",
            Phrase("Chat", "Show the message's menu"),
            lambda _message: keyboard.open_menu(),
            Scope.MESSAGE,
            pane_keys=("Enter",),
        ),
        Command(
            "message.deselect",
            Phrase("Chat", "Clear the selection"),
            lambda _message: pane.transcript.scene.deselect(),
            Scope.MESSAGE,
            pane_keys=("Esc",),
        ),
    )


def _on_text(verbs: MessageVerbs) -> tuple[Command, ...]:
    return (
        Command(
            "message.quote",
            Phrase("Chat", "&Quote in your message"),
            verbs.quote,
            Scope.MESSAGE,
            keys=("F7",),
            can=verbs.can_quote,
            near_words=Phrase("Chat", "Quote"),
        ),
        Command(
            "message.delete",
            verbs.deletion_words,
            verbs.delete,
            Scope.MESSAGE,
            keys=("Ctrl+Shift+Del",),
            pane_keys=("Del",),
            can=verbs.can_delete,
        ),
    )
