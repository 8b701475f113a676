"""What a message can be marked with."""

from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import Message
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.bookmarks import Bookmarks
from personaui_desktop.widgets.chat.marking import Marking
from personaui_desktop.widgets.commands.command import Command, Scope


def mark_commands(marking: Marking, bookmarks: Bookmarks) -> tuple[Command, ...]:
    """The commands on any message, and the list of what is bookmarked."""
    return (
        Command(
            "bookmark.list",
            Phrase("Chat", "&Bookmarks…"),
            bookmarks.open,
            keys=("Ctrl+Alt+B",),
            slash="bookmarks",
        ),
        Command(
            "message.hide",
            Phrase("Chat", "Leave &out of what is sent / send again"),
            marking.hide,
            Scope.MESSAGE,
            keys=("Ctrl+Alt+H",),
            near_words=_hide_words,
        ),
        Command(
            "message.bookmark",
            Phrase("Chat", "&Bookmark / remove bookmark"),
            marking.bookmark,
            Scope.MESSAGE,
            keys=("Ctrl+D",),
            near_words=_bookmark_words,
        ),
        Command(
            "message.note",
            Phrase("Chat", "&Note…"),
            marking.note,
            Scope.MESSAGE,
            keys=("Ctrl+Alt+N",),
            near_words=Phrase("Chat", "Note…"),
        ),
    )


def _hide_words(message: Message) -> str:
    if message.marks.is_hidden:
        return translate("Chat", "Send again")
    return translate("Chat", "Leave out of what is sent")


def _bookmark_words(message: Message) -> str:
    return (
        translate("Chat", "Remove bookmark") if message.marks.is_bookmarked else translate("Chat", "Bookmark")
    )
