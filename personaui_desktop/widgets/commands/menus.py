"""The menu bar and the menus of things: titles, and names of commands."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translated
from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.key_names import plain, shown
from personaui_desktop.widgets.common.icons import icon

DIVIDER = ""
MENU_BAR: dict[Phrase, tuple[str, ...]] = {
    Phrase("Menus", "&File"): (
        "session.new",
        "persona.new",
        "persona.bring",
        "persona.open_file",
        DIVIDER,
        "persona.trash",
        "session.trash",
        "session.empty_trash",
        DIVIDER,
        "program.settings",
        "program.model",
        "program.data_folder",
        DIVIDER,
        "program.close_window",
        "program.quit",
    ),
    Phrase("Menus", "&Edit"): (
        "edit.undo",
        "edit.redo",
        DIVIDER,
        "edit.cut",
        "edit.copy",
        "edit.copy_markdown",
        "edit.paste",
        "edit.select_all",
        DIVIDER,
        "search.open",
        "find.text",
        "find.next",
        "find.previous",
        "find.date",
        "session.filter",
        "memory.search",
        "message.write",
    ),
    Phrase("Menus", "&View"): (
        "palette.open",
        DIVIDER,
        "pane.sessions",
        "pane.memories",
        "pane.next",
        "pane.previous",
        DIVIDER,
        "appearance.system",
        "appearance.light",
        "appearance.dark",
        DIVIDER,
        "text.larger",
        "text.smaller",
        "text.normal",
        DIVIDER,
        "memory.sort_newest",
        "memory.sort_conversation",
        "memory.sort_pinned",
        DIVIDER,
        "message.latest",
    ),
    Phrase("Menus", "&Persona"): (
        "persona.new",
        "persona.bring",
        "persona.paste",
        DIVIDER,
        "persona.edit",
        "persona.duplicate",
        "persona.export",
        "persona.save_copy",
        "persona.show_in_folder",
        "persona.delete",
        DIVIDER,
        "persona.person",
        "persona.next",
        "persona.previous",
        DIVIDER,
        "reply.add",
        "reply.add_by_itself",
        "bookmark.list",
    ),
    Phrase("Menus", "&Conversation"): (
        "session.new",
        "session.open_window",
        DIVIDER,
        "session.rename",
        "session.pin",
        "session.archive",
        "session.duplicate",
        "session.delete",
        DIVIDER,
        "session.restore",
        "session.delete_for_good",
        DIVIDER,
        "session.next",
        "session.previous",
        DIVIDER,
        "reply.stop",
        DIVIDER,
        "session.inspect",
        "program.prices",
    ),
    Phrase("Menus", "&Reply"): (
        "reply.try_again",
        "message.regenerate_with",
        "reply.continue",
        "reply.keep",
        DIVIDER,
        "turn.draft",
        "turn.discard",
        DIVIDER,
        "queue.send",
        "queue.edit",
        "queue.take_back",
        "message.unfold",
        "message.thought",
        "reply.thinking",
        "reply.effort",
        "version.back",
        "version.on",
        "version.list",
        "version.delete",
    ),
    Phrase("Menus", "Me&ssage"): (
        "message.copy",
        "message.copy_link",
        "message.copy_code",
        "message.quote",
        DIVIDER,
        "message.edit",
        "message.delete",
        DIVIDER,
        "message.bookmark",
        "message.note",
        "message.hide",
        DIVIDER,
        "message.remember",
        "message.remember_selected",
        "message.show_memory",
        "message.inspect",
    ),
    Phrase("Menus", "&Branch"): (
        "message.branch",
        "message.resend",
        "message.resend_in_branch",
        DIVIDER,
        "session.branches",
        "session.origin",
    ),
    Phrase("Menus", "&Memory"): (
        "memory.add",
        "session.remember",
        "session.stop_remembering",
        DIVIDER,
        "suggestion.accept",
        "suggestion.edit",
        "suggestion.discard",
        "suggestion.next",
        DIVIDER,
        "memory.edit",
        "memory.switch",
        "memory.pin",
        "memory.open",
        "memory.close",
        "memory.rewrite",
        "memory.show_messages",
        "memory.delete",
    ),
    Phrase("Menus", "&Help"): ("program.shortcuts", "program.about"),
}

SUBMENUS: dict[Phrase, tuple[str, ...]] = {
    Phrase("Menus", "S&ort memories"): (
        "memory.sort_newest",
        "memory.sort_conversation",
        "memory.sort_pinned",
    ),
    Phrase("Menus", "Tras&h"): ("session.restore", "session.delete_for_good"),
    Phrase("Menus", "W&aiting messages"): ("queue.send", "queue.edit", "queue.take_back"),
    Phrase("Menus", "Th&inking"): ("message.unfold", "message.thought", "reply.thinking", "reply.effort"),
    Phrase("Menus", "&Versions"): ("version.back", "version.on", "version.list", "version.delete"),
}
"""What stands in a menu of its own within one of the bar's, where the first of it would stand."""

PERSONA_MENU = (
    "persona.edit",
    "persona.duplicate",
    DIVIDER,
    "persona.export",
    "persona.save_copy",
    "persona.show_in_folder",
    DIVIDER,
    "persona.delete",
)
SESSION_MENU = (
    "session.open_window",
    "session.rename",
    "session.pin",
    "session.archive",
    "session.duplicate",
    DIVIDER,
    "session.restore",
    "session.delete",
    "session.delete_for_good",
)
TRASH_MENU = ("session.empty_trash",)
MESSAGE_MENU = (
    "edit.copy",
    "edit.copy_markdown",
    "edit.select_all",
    "message.copy_link",
    "message.copy_code",
    "message.quote",
    "find.date",
    DIVIDER,
    "message.regenerate",
    "message.regenerate_with",
    "message.unfold",
    "message.thought",
    DIVIDER,
    "message.bookmark",
    "message.note",
    "message.hide",
    DIVIDER,
    "message.remember",
    "message.remember_selected",
    "message.show_memory",
    "message.inspect",
    DIVIDER,
    "message.edit",
    "message.branch",
    "message.delete",
)
BOOKMARK_MENU = ("bookmark.show", "bookmark.remove")
MEMORY_MENU = (
    "memory.edit",
    "memory.copy",
    "memory.switch",
    "memory.open",
    "memory.close",
    "memory.pin",
    DIVIDER,
    "memory.show_messages",
    "memory.rewrite",
    DIVIDER,
    "memory.delete",
)


def menu_of_each() -> Mapping[str, str]:
    """The menu in which each command stands first, by the command's name, in the menus' order."""
    found: dict[str, str] = {}
    for title, names in MENU_BAR.items():
        for name in names:
            if name != DIVIDER:
                found.setdefault(name, plain(translated(title)))
    return found


def menu_letters() -> frozenset[str]:
    """The keys that open a menu of the bar."""
    letters = (translated(title).partition("&")[2][:1] for title in MENU_BAR)
    return frozenset(f"Alt+{letter.upper()}" for letter in letters if letter)


def context_menu(
    parent: QWidget,
    names: Sequence[str],
    commands: Commands,
    scope: Scope,
    thing: object,
    *,
    hides_idle: bool = True,
) -> QMenu:
    """The menu of a thing. It goes when it is closed.

    Args:
        parent: over what it opens.
        names: of commands; those that nobody declared are left out.
        commands: where they are found. Those of another scope run on what is chosen for them.
        scope: of which kind the thing is.
        thing: what the menu is for.
        hides_idle: whether commands that can do nothing are left out.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    add_commands(menu, names, commands, scope, thing, hides_idle=hides_idle)
    return menu


def add_commands(
    menu: QMenu,
    names: Sequence[str],
    commands: Commands,
    scope: Scope,
    thing: object,
    *,
    hides_idle: bool = True,
) -> None:
    """Add commands to a menu, as `context_menu` does."""
    for name in names:
        if name == DIVIDER:
            menu.addSeparator()
            continue
        command = commands.find(name)
        if command is None or (hides_idle and not _can(commands, command, scope, thing)):
            continue
        _add(menu, command, thing).triggered.connect(partial(_run, commands, command, scope, thing))


def _can(commands: Commands, command: Command, scope: Scope, thing: object) -> bool:
    return command.can(thing) if command.scope is scope else commands.can_start(command.name)


def _run(commands: Commands, command: Command, scope: Scope, thing: object, _checked: bool = False) -> None:
    if command.scope is scope:
        command.run(thing)
    else:
        commands.start(command.name)


def _add(menu: QMenu, command: Command, thing: object) -> QAction:
    # The key is shown only: as a real shortcut it would mean two things while the menu is there.
    keys = f"\t{shown(command.pane_keys[0])}" if command.pane_keys else ""
    text = command.title_for(thing) + keys
    return menu.addAction(icon(command.icon), text) if command.icon else menu.addAction(text)
