"""What can be done with the versions of a message."""

from functools import partial

from PySide6.QtCore import QPoint

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import Message
from personaui_desktop.widgets.chat.regenerating import Regenerating
from personaui_desktop.widgets.chat.thoughts import Thoughts
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.chat.versions import Versions
from personaui_desktop.widgets.commands.command import Command, Scope


def version_commands(
    versions: Versions, regenerating: Regenerating, thoughts: Thoughts, view: TranscriptView
) -> tuple[Command, ...]:
    """The commands that ask for versions, and those on the message that has some; ``view`` shows it."""
    return (
        Command(
            "message.regenerate",
            Phrase("Chat", "Re&generate"),
            regenerating.regenerate,
            Scope.MESSAGE,
            pane_keys=("Ctrl+Alt+R",),
            can=regenerating.can,
            near_words=regenerating.words,
        ),
        Command(
            "message.regenerate_with",
            regenerating.menu_words_with,
            regenerating.regenerate_with,
            Scope.MESSAGE,
            keys=("Ctrl+Alt+W",),
            can=regenerating.can,
            near_words=regenerating.words_with,
        ),
        Command(
            "message.unfold",
            Phrase("Chat", "&Unfold or fold thought"),
            thoughts.turn_over,
            Scope.MESSAGE,
            keys=("Ctrl+Alt+F",),
            can=thoughts.can_show,
            near_words=thoughts.words,
        ),
        Command(
            "message.thought",
            Phrase("Chat", "Show t&hought…"),
            thoughts.show,
            Scope.MESSAGE,
            keys=("Ctrl+Alt+J",),
            can=thoughts.can_show,
            near_words=Phrase("Chat", "Show thought…"),
        ),
        Command(
            "version.back",
            Phrase("Chat", "&Previous version"),
            partial(versions.step, -1),
            Scope.VERSIONS,
            keys=("Alt+Left",),
            can=_has_earlier,
        ),
        Command(
            "version.on",
            Phrase("Chat", "&Next version"),
            partial(versions.step, 1),
            Scope.VERSIONS,
            keys=("Alt+Right",),
            can=_has_later,
        ),
        Command(
            "version.list",
            Phrase("Chat", "&All versions…"),
            partial(_show_list, versions, view),
            Scope.VERSIONS,
            keys=("Ctrl+Alt+V",),
        ),
        Command(
            "version.delete",
            Phrase("Chat", "&Delete version"),
            versions.delete,
            Scope.VERSIONS,
            keys=("Ctrl+Alt+X",),
        ),
    )


def _has_earlier(message: Message) -> bool:
    return message.version > 1


def _has_later(message: Message) -> bool:
    return message.version < message.versions


def _show_list(versions: Versions, view: TranscriptView, message: Message) -> None:
    versions.show_list(message, _beneath(view, message))


def _beneath(view: TranscriptView, message: Message) -> QPoint:
    """The point of the screen where the list opens: at the switch, where that is in view."""
    row, viewport = view.scene.row_of(message.id), view.viewport()
    if row is None:
        return viewport.mapToGlobal(viewport.rect().center())
    switch = row.laid.rects.switch.back.translated(0, row.top)
    within = viewport.rect().adjusted(0, 0, -1, -1)
    at = switch.bottomLeft().toPoint()
    return viewport.mapToGlobal(QPoint(at.x(), max(within.top(), min(at.y(), within.bottom()))))
