"""What can be done with messages that wait until the reply has ended."""

from personaui_desktop.phrases import Phrase
from personaui_desktop.widgets.chat.queueing import Queueing
from personaui_desktop.widgets.commands.command import Command


def queue_commands(queueing: Queueing) -> tuple[Command, ...]:
    """The commands of the queue."""

    def is_waiting() -> bool:
        return queueing.is_waiting

    return (
        Command(
            "queue.send",
            Phrase("Chat", "&Send waiting message now"),
            queueing.send_now,
            keys=("Ctrl+Alt+Y",),
            can=lambda: queueing.can_send,
        ),
        Command(
            "queue.edit",
            Phrase("Chat", "&Edit last waiting message"),
            queueing.edit_last,
            keys=("Shift+F4",),
            can=is_waiting,
        ),
        Command(
            "queue.take_back",
            Phrase("Chat", "Take &back last waiting message"),
            queueing.take_back_last,
            keys=("Shift+F5",),
            can=is_waiting,
        ),
    )
