"""The list of a persona's bookmarks: what is bookmarked, in which conversation, and what is noted on it."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Operation
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import marks
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.bookmarks import Bookmark, BookmarkPage
from personaui_desktop.records.changes import Topic
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.editing import REDO_KEYS, UNDO_KEYS
from personaui_desktop.widgets.commands.key_names import is_pressed
from personaui_desktop.widgets.commands.menus import BOOKMARK_MENU, context_menu
from personaui_desktop.widgets.common.buttons import plain_button
from personaui_desktop.widgets.common.dates import local_now, short_date, to_local
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen
from personaui_desktop.widgets.common.kept import Kept
from personaui_desktop.widgets.common.notices import NoticeBar
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SIDE
from personaui_desktop.widgets.common.tooltips import tooltip
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.common.wording import isolated
from personaui_desktop.widgets.sessions.plain_preview import plain_preview

WIDTH, HEIGHT = 560, 520
FROM_END = 20
"""So many lines before the end of what is listed, more is read."""
ROW_PADDING = 12
BOOKMARK_ROLE = Qt.ItemDataRole.UserRole

NONE_YET = Phrase("Chat", "Messages that you bookmark are listed here. Bookmark one with its menu.")


class BookmarkList(QListWidget):
    """Lists bookmarks; keys start the commands on the current one.

    Args:
        commands: where they are found.

    Signals:
        end_near: the last lines are in view, or soon will be.
    """

    end_near = Signal()

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._commands = commands
        self.setAccessibleName(translate("Chat", "Bookmarks"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.itemClicked.connect(self._show)
        self.customContextMenuRequested.connect(self._open_menu)
        self.verticalScrollBar().valueChanged.connect(self._look_for_end)

    @property
    def bookmarks(self) -> list[Bookmark]:
        """Those that are listed."""
        return [_bookmark_of(self.item(row)) for row in range(self.count())]

    @property
    def current(self) -> Bookmark | None:
        """The one that the keyboard is at."""
        item = self.currentItem()
        return None if item is None else _bookmark_of(item)

    def set_bookmarks(self, bookmarks: list[Bookmark]) -> None:
        """List these, and stay at the current one, or where it was."""
        if bookmarks == self.bookmarks:
            return
        current, row, scrolled = self.current, max(self.currentRow(), 0), self.verticalScrollBar().value()
        self.clear()
        self.add(bookmarks)
        ids = [each.message_id for each in bookmarks]
        if current is not None and current.message_id in ids:
            row = ids.index(current.message_id)
        self.setCurrentRow(min(row, len(ids) - 1))
        self.verticalScrollBar().setValue(scrolled)

    def add(self, bookmarks: list[Bookmark]) -> None:
        """List further ones behind those that are there."""
        for bookmark in bookmarks:
            item = QListWidgetItem(words_of(bookmark), self)
            item.setData(BOOKMARK_ROLE, bookmark)
            item.setToolTip(tooltip(bookmark.note))
            lines = item.text().count("\n") + 1
            item.setSizeHint(QSize(0, lines * self.fontMetrics().lineSpacing() + ROW_PADDING))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current bookmark: QListWidget.keyPressEvent."""
        command, bookmark = self._commands.pressed(event, Scope.BOOKMARK), self.current
        if command is None or bookmark is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            command.run(bookmark)

    def _show(self, item: QListWidgetItem) -> None:
        self._commands["bookmark.show"].run(_bookmark_of(item))

    def _open_menu(self, at: QPoint) -> None:
        item = self.itemAt(at)
        if item is not None:
            menu = context_menu(self, BOOKMARK_MENU, self._commands, Scope.BOOKMARK, _bookmark_of(item))
            menu.popup(self.viewport().mapToGlobal(at))

    def _look_for_end(self, _value: int) -> None:
        near = self.item(max(0, self.count() - FROM_END))
        if near is not None and self.visualItemRect(near).top() <= self.viewport().height():
            self.end_near.emit()


class BookmarksDialog(QDialog):
    """Lists the shown persona's bookmarks as the file has them, the newest message first, a page at a time.

    Args:
        pane: over which it stands; has the commands on bookmarks.
        history: takes back what was removed.
    """

    def __init__(self, pane: ChatPane, history: UndoHistory) -> None:
        super().__init__(pane)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands, self._place = pane.commands, pane.place
        self._history = history
        self._has_older = False
        self.setWindowTitle(translate("Chat", "Bookmarks"))
        fit_on_screen(self, WIDTH, HEIGHT)
        self._make_parts()
        self._lay_out()
        NoticeBar(pane.notices, self, self._foot)
        self._page = Kept(pane.place, pane.run, self._ask, self._show, self, fail=self._refuse)
        self._next = Kept(pane.place, pane.run, self._ask_next, self._show_next, self, fail=self._refuse)
        self._page.follow(pane.desk.changed, Topic.MESSAGES, Topic.SESSIONS)
        pane.place.persona_changed.connect(self.reject)
        self._page.read()

    @property
    def current(self) -> Bookmark | None:
        """The bookmark that the keyboard is at."""
        return self.list.current

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The window's own keys for undo and redo do not reach into a dialog: QDialog.keyPressEvent."""
        if is_pressed(event, UNDO_KEYS):
            self._history.undo()
        elif is_pressed(event, REDO_KEYS):
            self._history.redo()
        else:
            super().keyPressEvent(event)

    def _make_parts(self) -> None:
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setProperty("tone", "dim")
        self.list = BookmarkList(self._commands)
        self.list.end_near.connect(self._read_on)
        self.list.currentItemChanged.connect(self._show_buttons)
        self.remove_button = plain_button(translate("Chat", "Remove bookmark"), self._remove)
        self.close_button = plain_button(translate("Chat", "Close"), self.reject)
        for button in (self.remove_button, self.close_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        self._foot = QWidget()
        buttons = button_row(self.close_button)
        buttons.insertWidget(0, self.remove_button)
        buttons.setContentsMargins(0, 0, 0, 0)
        self._foot.setLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, GROUP, SIDE, GROUP)
        layout.setSpacing(RELATED)
        layout.addWidget(self.hint)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._foot)
        self.list.setFocus()
        self._show_buttons()

    def _ask(self) -> Operation[BookmarkPage]:
        """All that are listed, as they are now."""
        size = max(self.list.count(), marks.PAGE_SIZE)
        return marks.bookmarks(self._place.persona_id, size=size)

    def _show(self, page: BookmarkPage) -> None:
        self._has_older = page.has_older
        self.list.set_bookmarks(page.bookmarks)
        self.hint.setText(translated(NONE_YET))
        self.hint.setVisible(not page.bookmarks)
        self.list.setVisible(bool(page.bookmarks))
        self.remove_button.setVisible(bool(page.bookmarks))
        (self.list if page.bookmarks else self.close_button).setFocus()

    def _read_on(self) -> None:
        if self._has_older:
            self._next.read()

    def _ask_next(self) -> Operation[BookmarkPage] | None:
        listed = self.list.bookmarks
        if not listed or not self._has_older:
            return None
        return marks.bookmarks(self._place.persona_id, listed[-1].message_id)

    def _show_next(self, page: BookmarkPage) -> None:
        listed = self.list.bookmarks
        last_id = listed[-1].message_id if listed else 0
        self._has_older = page.has_older
        # All may have been read again meanwhile.
        self.list.add([each for each in page.bookmarks if each.message_id < last_id])

    def _refuse(self, error: KnownError) -> None:
        self.hint.setText(told(error))
        self.hint.show()

    def _show_buttons(self, *_items: object) -> None:
        self.remove_button.setEnabled(self.current is not None)

    def _remove(self) -> None:
        if self.current is not None:
            self._commands["bookmark.remove"].run(self.current)
        self.list.setFocus()


def _bookmark_of(item: QListWidgetItem) -> Bookmark:
    found: Bookmark = item.data(BOOKMARK_ROLE)
    return found


def words_of(bookmark: Bookmark) -> str:
    """What is bookmarked, below it by whom, when and in which conversation, and what is noted on it."""
    who = translate("Chat", "You") if bookmark.is_user else bookmark.character_name
    when = short_date(to_local(bookmark.timestamp), local_now())
    lines = [
        plain_preview(bookmark.beginning) or "…",
        " · ".join(part for part in (who, when, isolated(bookmark.session_title)) if part),
    ]
    if bookmark.note:
        lines.append(translate("Chat", "Note: {note}").format(note=" ".join(bookmark.note.split())))
    return "\n".join(lines)
