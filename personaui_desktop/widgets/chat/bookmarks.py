"""The list of a persona's bookmarks: what is bookmarked, in which conversation, and what is noted on it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import marks
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.bookmarks import Bookmark, BookmarkPage
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.common.buttons import plain_button
from personaui_desktop.widgets.common.dates import local_now, short_date, to_local
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SIDE
from personaui_desktop.widgets.common.tooltips import tooltip
from personaui_desktop.widgets.sessions.plain_preview import plain_preview

WIDTH, HEIGHT = 560, 520
FROM_END = 20
"""So many lines before the end of what is listed, more is read."""
ROW_PADDING = 12
BOOKMARK_ROLE = Qt.ItemDataRole.UserRole

NONE_YET = Phrase("Chat", "Messages that you bookmark are listed here. Bookmark one with its menu.")


class BookmarksDialog(QDialog):
    """Lists bookmarks, the newest message first, a page at a time.

    Args:
        persona_id: whose bookmarks.
        run: reads them.
        parent: over which it stands.

    Signals:
        chosen: a `records.bookmarks.Bookmark` to go to.
    """

    chosen = Signal(object)

    def __init__(self, persona_id: str, run: Run, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._persona_id, self._run = persona_id, run
        self._has_older, self._is_reading = True, False
        self.setWindowTitle(translate("Chat", "Bookmarks"))
        fit_on_screen(self, WIDTH, HEIGHT)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setProperty("tone", "dim")
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Chat", "Bookmarks"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(False)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.verticalScrollBar().valueChanged.connect(self._read_if_near_end)
        close = plain_button(translate("Chat", "Close"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, GROUP, SIDE, GROUP)
        layout.setSpacing(RELATED)
        layout.addWidget(self.hint)
        layout.addWidget(self.list, 1)
        layout.addLayout(button_row(close))
        self.list.setFocus()
        self._read()

    def _read_if_near_end(self, _value: int) -> None:
        near = self.list.item(max(0, self.list.count() - FROM_END))
        if near is not None and self.list.visualItemRect(near).top() <= self.list.viewport().height():
            self._read()

    def _read(self) -> None:
        if self._is_reading or not self._has_older:
            return
        self._is_reading = True
        count = self.list.count()
        before = None if not count else self.list.item(count - 1).data(BOOKMARK_ROLE).message_id
        self._run(marks.bookmarks(self._persona_id, before), self, self._show, self._refuse)

    def _show(self, page: BookmarkPage) -> None:
        self._is_reading, self._has_older = False, page.has_older
        is_first = self.list.count() == 0
        for bookmark in page.bookmarks:
            self._add(bookmark)
        if is_first and page.bookmarks:
            self.list.setCurrentRow(0)
        self.hint.setText("" if self.list.count() else translated(NONE_YET))
        self.hint.setVisible(not self.list.count())
        self.list.setVisible(self.list.count() > 0)

    def _refuse(self, error: KnownError) -> None:
        self._is_reading = False
        self.hint.setText(told(error))
        self.hint.show()

    def _add(self, bookmark: Bookmark) -> None:
        item = QListWidgetItem(words_of(bookmark), self.list)
        item.setData(BOOKMARK_ROLE, bookmark)
        item.setToolTip(tooltip(bookmark.note))
        lines = item.text().count("\n") + 1
        height = lines * self.list.fontMetrics().lineSpacing() + ROW_PADDING
        item.setSizeHint(QSize(0, height))

    def _choose(self, item: QListWidgetItem) -> None:
        self.accept()
        self.chosen.emit(item.data(BOOKMARK_ROLE))


def words_of(bookmark: Bookmark) -> str:
    """What is bookmarked, below it by whom, when and in which conversation, and what is noted on it."""
    who = translate("Chat", "You") if bookmark.is_user else bookmark.character_name
    when = short_date(to_local(bookmark.timestamp), local_now())
    lines = [
        plain_preview(bookmark.beginning) or "…",
        " · ".join(part for part in (who, when, _one_line(bookmark.session_title)) if part),
    ]
    if bookmark.note:
        lines.append(translate("Chat", "Note: {note}").format(note=_one_line(bookmark.note)))
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split())


class Bookmarks:
    """Opens the list, and goes where the person chooses.

    Args:
        place: whose bookmarks, and where they are gone to.
        run: reads them.
        show: shows a range of messages of the session that is shown, by their ids.
        parent: over which the list stands.
    """

    def __init__(self, place: Place, run: Run, show: Callable[[int, int], object], parent: QWidget) -> None:
        self._place, self._run, self._show, self._parent = place, run, show, parent

    def open(self) -> None:
        """Open the list."""
        dialog = BookmarksDialog(self._place.persona_id, self._run, self._parent)
        dialog.chosen.connect(self._go)
        dialog.open()

    def _go(self, bookmark: Bookmark) -> None:
        self._place.show_session(bookmark.session_id)
        self._show(bookmark.message_id, bookmark.message_id)
