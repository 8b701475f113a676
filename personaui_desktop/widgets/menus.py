"""The menu bar: one table of every action, with its menu, its words and its shortcut."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


class Entry(NamedTuple):
    """One line of a menu; an empty ``text`` is a divider. ``checkable`` actions show a tick."""

    menu: str
    text: str
    shortcut: str = ""
    name: str = ""
    checkable: bool = False


def divider(menu: str) -> Entry:
    """A line between groups."""
    return Entry(menu, "")


ENTRIES = (
    Entry("&File", "&New conversation", "Ctrl+N", "new_session"),
    Entry("&File", "New &persona…", "Ctrl+Shift+N", "new_persona"),
    divider("&File"),
    Entry("&File", "&Settings…", "Ctrl+,", "settings"),
    Entry("&File", "Open &data folder", "Ctrl+Shift+O", "open_data_folder"),
    divider("&File"),
    Entry("&File", "&Quit", "Ctrl+Q", "quit"),
    Entry("&Edit", "&Undo", "Ctrl+Z", "undo"),
    Entry("&Edit", "&Redo", "Ctrl+Shift+Z", "redo"),
    divider("&Edit"),
    Entry("&Edit", "Cu&t", "Ctrl+X", "cut"),
    Entry("&Edit", "&Copy", "Ctrl+C", "copy"),
    Entry("&Edit", "Copy as &Markdown", "Ctrl+Shift+C", "copy_markdown"),
    Entry("&Edit", "&Paste", "Ctrl+V", "paste"),
    Entry("&Edit", "Select &all", "Ctrl+A", "select_all"),
    divider("&Edit"),
    Entry("&Edit", "&Find in conversation…", "Ctrl+F", "find"),
    Entry("&Edit", "Find &next", "F3", "find_next"),
    Entry("&Edit", "Find pre&vious", "Shift+F3", "find_previous"),
    Entry("&Edit", "&Go to date…", "Ctrl+G", "go_to_date"),
    Entry("&Edit", "F&ilter conversations", "Ctrl+K", "filter_sessions"),
    Entry("&Edit", "Search m&emories", "Ctrl+Shift+F", "search_memories"),
    Entry("&Edit", "&Write a message", "Ctrl+L", "focus_composer"),
    Entry("&View", "&Conversations", "F9", "show_sessions", checkable=True),
    Entry("&View", "&Memories", "F10", "show_memories", checkable=True),
    Entry("&View", "Next &pane", "F6", "next_pane"),
    Entry("&View", "Pre&vious pane", "Shift+F6", "previous_pane"),
    divider("&View"),
    Entry("&View", "Same theme as the s&ystem", "Ctrl+Alt+1", "appearance_system", checkable=True),
    Entry("&View", "&Light theme", "Ctrl+Alt+2", "appearance_light", checkable=True),
    Entry("&View", "&Dark theme", "Ctrl+Alt+3", "appearance_dark", checkable=True),
    divider("&View"),
    Entry("&View", "L&arger message text", "Ctrl++", "zoom_in"),
    Entry("&View", "Smaller message te&xt", "Ctrl+-", "zoom_out"),
    Entry("&View", "&Normal message text size", "Ctrl+0", "zoom_reset"),
    divider("&View"),
    Entry("&View", "Memories newest &first", "Ctrl+Alt+4", "sort_newest", checkable=True),
    Entry("&View", "Memories &by conversation", "Ctrl+Alt+5", "sort_conversation", checkable=True),
    Entry("&View", "Memories p&inned first", "Ctrl+Alt+6", "sort_pinned", checkable=True),
    divider("&View"),
    Entry("&View", "&Jump to latest message", "Ctrl+Shift+End", "scroll_to_latest"),
    Entry("&Persona", "&New persona…", "", "new_persona"),
    Entry("&Persona", "&Edit persona…", "Ctrl+E", "edit_persona"),
    Entry("&Persona", "&Delete persona…", "Ctrl+Alt+P", "delete_persona"),
    divider("&Persona"),
    Entry("&Persona", "Ne&xt persona", "Ctrl+PgDown", "next_persona"),
    Entry("&Persona", "&Previous persona", "Ctrl+PgUp", "previous_persona"),
    Entry("&Conversation", "&New conversation", "", "new_session"),
    Entry("&Conversation", "&Rename conversation", "Ctrl+Shift+R", "rename_session"),
    Entry("&Conversation", "&Delete conversation…", "Ctrl+Shift+D", "delete_session"),
    divider("&Conversation"),
    Entry("&Conversation", "Ne&xt conversation", "Ctrl+Tab", "next_session"),
    Entry("&Conversation", "&Previous conversation", "Ctrl+Shift+Tab", "previous_session"),
    divider("&Conversation"),
    Entry("&Conversation", "&Stop reply", "Ctrl+.", "stop"),
    divider("&Conversation"),
    Entry("&Conversation", "What &is sent…", "Ctrl+I", "inspect"),
    Entry("&Conversation", "Pric&es…", "Ctrl+Shift+P", "prices"),
    Entry("Me&ssage", "Re&try reply", "Ctrl+R", "retry"),
    Entry("Me&ssage", "&Continue reply", "Ctrl+Shift+J", "continue_reply"),
    Entry("Me&ssage", "&Keep reply as it is", "Ctrl+Alt+K", "keep_reply"),
    divider("Me&ssage"),
    Entry("Me&ssage", "&Remember message…", "Ctrl+Shift+B", "remember_message"),
    Entry("Me&ssage", "Remember se&lected messages", "Ctrl+Shift+L", "remember_selected"),
    Entry("Me&ssage", "S&how its memory", "Ctrl+Shift+H", "show_memory"),
    Entry("Me&ssage", "What &was sent…", "Ctrl+Shift+I", "inspect_reply"),
    Entry("&Memory", "&Add a memory…", "Ctrl+M", "add_memory"),
    Entry("&Memory", "&Remember this conversation", "Ctrl+Shift+K", "remember"),
    Entry("&Memory", "S&top remembering", "Ctrl+Shift+.", "stop_remembering"),
    divider("&Memory"),
    Entry("&Memory", "A&ccept suggestion", "Ctrl+Shift+A", "accept_suggestion"),
    Entry("&Memory", "Edit s&uggestion…", "Ctrl+Shift+E", "edit_suggestion"),
    Entry("&Memory", "Discard suggesti&on", "Ctrl+Shift+X", "discard_suggestion"),
    Entry("&Memory", "&Next suggestion", "Ctrl+Shift+Y", "next_suggestion"),
    divider("&Memory"),
    Entry("&Memory", "&Edit memory…", "Ctrl+Shift+M", "edit_memory"),
    Entry("&Memory", "U&se / don't use memory", "Ctrl+Alt+S", "switch_memory"),
    Entry("&Memory", "Pin / unpin memor&y", "Ctrl+Alt+I", "pin_memory"),
    Entry("&Memory", "Re&write memory…", "Ctrl+Shift+W", "rewrite_memory"),
    Entry("&Memory", "Show in con&versation", "Ctrl+Shift+G", "show_place"),
    Entry("&Memory", "&Delete memory", "Ctrl+Alt+M", "delete_memory"),
    Entry("&Help", "&Keyboard shortcuts", "F1", "shortcuts"),
    Entry("&Help", "&About PersonaUI Desktop", "Shift+F1", "about"),
)


def build_menus(
    window: QMainWindow, handlers: dict[str, Callable[[], object]], can: Callable[[str], bool] | None = None
) -> dict[str, QAction]:
    """Fill the window's menu bar; the answer holds each action by its name.

    Args:
        window: gets the menus, and the actions themselves so that shortcuts work while the menus are hidden.
        handlers: what each action does, by its name.
        can: answers, by its name, whether an action could do anything now; asked when its menu opens.
    """
    menus: dict[str, QMenu] = {}
    actions: dict[str, QAction] = {}
    for entry in ENTRIES:
        menu = menus.get(entry.menu)
        if menu is None:
            menu = menus[entry.menu] = window.menuBar().addMenu(entry.menu)
        if not entry.text:
            menu.addSeparator()
        elif entry.name in actions:
            menu.addAction(actions[entry.name])
        else:
            action = _action(window, entry, handlers[entry.name])
            menu.addAction(action)
            actions[entry.name] = action
    if can is not None:
        for title, menu in menus.items():
            names = [entry.name for entry in ENTRIES if entry.menu == title and entry.name]
            _grey_out(menu, {name: actions[name] for name in names}, can)
    return actions


def _grey_out(menu: QMenu, actions: dict[str, QAction], can: Callable[[str], bool]) -> None:
    """While the menu is open, disable what could do nothing; shortcuts ask anew each time."""

    def open_menu() -> None:
        for name, action in actions.items():
            action.setEnabled(can(name))

    def close_menu() -> None:
        for action in actions.values():
            action.setEnabled(True)

    menu.aboutToShow.connect(open_menu)
    menu.aboutToHide.connect(close_menu)


def _action(window: QMainWindow, entry: Entry, handler: Callable[[], object]) -> QAction:
    action = QAction(entry.text, window)
    action.setShortcut(QKeySequence(entry.shortcut))
    action.setCheckable(entry.checkable)
    # Qt on macOS would move Quit and Settings by their words; say what they are.
    if entry.name == "quit":
        action.setMenuRole(QAction.MenuRole.QuitRole)
    elif entry.name == "settings":
        action.setMenuRole(QAction.MenuRole.PreferencesRole)
    elif entry.name == "about":
        action.setMenuRole(QAction.MenuRole.AboutRole)
    action.triggered.connect(lambda _checked=False: handler())
    window.addAction(action)
    return action
