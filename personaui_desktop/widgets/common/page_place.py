"""Where a page takes the place of a window's columns for a while, and gives it back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLayout, QWidget

_BESIDE_A_PAGE = ("program.", "appearance.", "edit.", "palette.", "pane.")
"""What such commands do can be done and seen while a page is there."""


class PagePlace(QObject):
    """Shows one page at a time. A page that has to go is closed, and deleted.

    Args:
        columns: what a page takes the place of.
        layout: in which it takes it.

    Signals:
        emptied: the columns are there again.
    """

    emptied = Signal()

    def __init__(self, columns: QWidget, layout: QLayout) -> None:
        super().__init__(columns)
        self._columns, self._layout = columns, layout
        self._page: QWidget | None = None
        self._keep: Callable[[], None] | None = None
        self._save: Callable[[], None] | None = None
        self._came_from: QWidget | None = None

    @property
    def page(self) -> QWidget | None:
        """The page that is shown, if one is."""
        return self._page

    def show(self, page: QWidget, keep: Callable[[], None], save: Callable[[], None]) -> None:
        """Show a page.

        Args:
            page: is the place's from now on.
            keep: called before it goes, and before the program may end.
            save: does what its main button does.
        """
        self.leave()
        self._came_from = QApplication.focusWidget()
        self._page, self._keep, self._save = page, keep, save
        self._columns.hide()
        self._layout.addWidget(page)
        page.show()

    def keep(self) -> None:
        """Have what is written on the page kept."""
        if self._keep is not None:
            self._keep()

    def save(self) -> None:
        """Do what the page's main button does."""
        if self._save is not None:
            self._save()

    def leave(self, *_what: object) -> None:
        """Show the columns again, with the keyboard where it was."""
        page, came_from = self._page, self._came_from
        if page is None:
            return
        self.keep()
        self._page = self._keep = self._save = self._came_from = None
        page.hide()
        page.deleteLater()
        self._columns.show()
        if came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.emptied.emit()

    def give_way(self, command: str) -> None:
        """A command is about to be started: what it changes may stand where the page does."""
        if not command.startswith(_BESIDE_A_PAGE):
            self.leave()
