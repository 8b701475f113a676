"""What can be done with conversations, in their list and from the menu bar."""

from functools import partial

from personaui_desktop.phrases import Phrase
from personaui_desktop.widgets.commands.command import Command, Scope, Subject
from personaui_desktop.widgets.sessions.pane import SessionsPane


def declare(pane: SessionsPane) -> None:
    """Give the sessions pane its commands; those on a session run on the one that is shown."""
    pane.commands.declare(_commands_of(pane), [Subject(Scope.SESSION, lambda: pane.shown)])


def _commands_of(pane: SessionsPane) -> tuple[Command, ...]:
    return (*_going(pane), *_in_use(pane), *_in_trash(pane))


def _going(pane: SessionsPane) -> tuple[Command, ...]:
    """What goes from one conversation to another."""

    def has_several() -> bool:
        return pane.has_several

    return (
        Command(
            "session.new",
            Phrase("Conversations", "&New conversation"),
            pane.new_session,
            keys=("Ctrl+N",),
            slash="new",
        ),
        Command(
            "session.open_window",
            Phrase("Conversations", "Open in new &window"),
            lambda session: pane.open_window(session.id),
            Scope.SESSION,
            keys=("Ctrl+Shift+Enter", "Ctrl+Shift+Return"),
            icon="external",
        ),
        Command(
            "session.next",
            Phrase("Conversations", "Ne&xt conversation"),
            partial(pane.list.step, 1),
            keys=("Ctrl+Tab",),
            can=has_several,
        ),
        Command(
            "session.previous",
            Phrase("Conversations", "Pre&vious conversation"),
            partial(pane.list.step, -1),
            keys=("Ctrl+Shift+Tab",),
            can=has_several,
        ),
        Command(
            "session.filter",
            Phrase("Conversations", "F&ilter conversations"),
            pane.focus_filter,
            keys=("Ctrl+F3",),
        ),
        Command(
            "session.go_on",
            Phrase("Conversations", "Write in the conversation"),
            lambda _session: pane.settle(),
            Scope.SESSION,
            pane_keys=("Enter",),
        ),
        Command(
            "filter.take_first",
            Phrase("Conversations", "Open the first conversation"),
            pane.take_first,
            Scope.FILTER,
            pane_keys=("Enter",),
        ),
        Command(
            "filter.clear",
            Phrase("Conversations", "Clear the filter"),
            pane.header.filter.clear,
            Scope.FILTER,
            pane_keys=("Esc",),
        ),
    )


def _in_use(pane: SessionsPane) -> tuple[Command, ...]:
    """What is done with the conversation that is shown, or with all that are selected."""
    verbs = pane.verbs
    return (
        Command(
            "session.rename",
            Phrase("Conversations", "&Rename conversation"),
            lambda _session: pane.rename_session(),
            Scope.SESSION,
            keys=("Ctrl+Shift+R",),
            pane_keys=("F2",),
            can=lambda _session: verbs.is_one,
            near_words=Phrase("Conversations", "Rename"),
            icon="edit",
            slash="title",
            slash_takes=Phrase("Slash", "TITLE"),
            slash_run=pane.rename_shown,
        ),
        Command(
            "session.pin",
            Phrase("Conversations", "&Pin / unpin conversation"),
            lambda _session: verbs.pin(),
            Scope.SESSION,
            keys=("Ctrl+P",),
            can=lambda _session: verbs.can_pin,
            near_words=lambda _session: verbs.pin_words,
            icon="pin",
            slash="pin",
        ),
        Command(
            "session.archive",
            Phrase("Conversations", "&Archive / unarchive conversation"),
            lambda _session: verbs.archive(),
            Scope.SESSION,
            keys=("Ctrl+J",),
            can=lambda _session: verbs.are_in_use,
            near_words=lambda _session: verbs.archive_words,
            icon="archive",
            slash="archive",
        ),
        Command(
            "session.duplicate",
            Phrase("Conversations", "D&uplicate conversation"),
            lambda _session: verbs.duplicate(),
            Scope.SESSION,
            keys=("Ctrl+Alt+C",),
            can=lambda _session: verbs.is_one,
            near_words=Phrase("Conversations", "Duplicate"),
            icon="copy",
        ),
        Command(
            "session.delete",
            Phrase("Conversations", "&Move conversation to trash"),
            lambda _session: verbs.delete(),
            Scope.SESSION,
            keys=("Ctrl+Shift+D",),
            pane_keys=("Del",),
            can=lambda _session: verbs.are_in_use,
            near_words=Phrase("Conversations", "Move to trash"),
            icon="trash",
        ),
    )


def _in_trash(pane: SessionsPane) -> tuple[Command, ...]:
    """What is done with conversations in the trash."""
    verbs = pane.verbs

    def has_trash() -> bool:
        return pane.has_trash

    return (
        Command(
            "session.trash",
            Phrase("Conversations", "Show &trash"),
            pane.show_trash,
            keys=("Ctrl+Alt+O",),
            can=has_trash,
        ),
        Command(
            "session.restore",
            Phrase("Conversations", "Rest&ore from trash"),
            lambda _session: verbs.restore(),
            Scope.SESSION,
            keys=("Ctrl+Alt+U",),
            can=lambda _session: verbs.are_in_trash,
            near_words=Phrase("Conversations", "Restore"),
            icon="retry",
        ),
        Command(
            "session.delete_for_good",
            Phrase("Conversations", "Delete for &good…"),
            lambda _session: verbs.delete_for_good(),
            Scope.SESSION,
            keys=("Ctrl+Alt+G",),
            pane_keys=("Shift+Del",),
            can=lambda _session: verbs.are_in_trash,
            icon="trash",
        ),
        Command(
            "session.empty_trash",
            Phrase("Conversations", "Empty tras&h…"),
            verbs.empty_trash,
            keys=("Ctrl+Alt+E",),
            can=has_trash,
            icon="trash",
        ),
    )
