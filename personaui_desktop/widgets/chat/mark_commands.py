"""What a message can be marked with."""

from personaui_desktop.phrases import Phrase
from personaui_desktop.widgets.chat.bookmarks import Bookmarks
from personaui_desktop.widgets.chat.marking import Marking
from personaui_desktop.widgets.commands.command import Command, Scope


def mark_commands(marking: Marking, bookmarks: Bookmarks) -> tuple[Command, ...]:
    """The commands on any message, and those of the list of what is bookmarked."""
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
            near_words=marking.hide_words,
        ),
        Command(
            "message.bookmark",
            Phrase("Chat", "&Bookmark / remove bookmark"),
            marking.bookmark,
            Scope.MESSAGE,
            keys=("Ctrl+D",),
            near_words=marking.bookmark_words,
        ),
        Command(
            "message.note",
            Phrase("Chat", "&Note…"),
            marking.note,
            Scope.MESSAGE,
            keys=("Ctrl+Alt+N",),
            near_words=Phrase("Chat", "Note…"),
        ),
        Command(
            "bookmark.show",
            Phrase("Chat", "Show the message"),
            bookmarks.show,
            Scope.BOOKMARK,
            pane_keys=("Enter",),
        ),
        Command(
            "bookmark.remove",
            Phrase("Chat", "Remove bookmark"),
            bookmarks.remove,
            Scope.BOOKMARK,
            pane_keys=("Del",),
        ),
    )
