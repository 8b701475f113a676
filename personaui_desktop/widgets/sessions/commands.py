"""What can be done with conversations, in their list and from the menu bar."""

from functools import partial

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.command import Command, Scope, Subject
from personaui_desktop.widgets.sessions.pane import SessionsPane


def declare(pane: SessionsPane) -> None:
    """Give the sessions pane its commands; those on a session run on the one that is shown."""
    pane.commands.declare(_commands_of(pane), [Subject(Scope.SESSION, lambda: pane.shown)])


def _commands_of(pane: SessionsPane) -> tuple[Command, ...]:
    clear_filter = pane.header.filter.clear

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
            "session.rename",
            Phrase("Conversations", "&Rename conversation"),
            lambda _session: pane.rename_session(),
            Scope.SESSION,
            keys=("Ctrl+Shift+R",),
            pane_keys=("F2",),
            near_words=Phrase("Conversations", "Rename"),
            icon="edit",
        ),
        Command(
            "session.open_window",
            translate("Commands", "Open in new &window"),
            lambda session: pane.open_window(session.id),
            Scope.SESSION,
            keys=("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
            icon="external",
        ),
        Command(
            "session.delete",
            Phrase("Conversations", "&Delete conversation…"),
            lambda _session: pane.delete_session(),
            Scope.SESSION,
            keys=("Ctrl+Shift+D",),
            pane_keys=("Del",),
            near_words=Phrase("Conversations", "Delete…"),
            icon="trash",
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
            Phrase("Conversations", "&Previous conversation"),
            partial(pane.list.step, -1),
            keys=("Ctrl+Shift+Tab",),
            can=has_several,
        ),
        Command(
            "session.filter",
            Phrase("Conversations", "F&ilter conversations"),
            pane.focus_filter,
            keys=("Ctrl+K",),
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
            clear_filter,
            Scope.FILTER,
            pane_keys=("Esc",),
        ),
    )
