"""The list of memory cards: what keys, clicks and the context menu ask for."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QMenu, QWidget

from personaui_desktop.records import Memory
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.memories.delegate import MemoryDelegate
from personaui_desktop.widgets.memories.matching import MatchingMemories
from personaui_desktop.widgets.memories.words import has_messages


class MemoryListView(QListView):
    """Shows memories as cards. Enter or F2 edits, Space switches, P pins, Delete deletes, Ctrl+C copies.

    Signals:
        edit_requested, switch_requested, delete_requested, pin_requested, anew_requested, place_requested:
            with the `records.Memory` that is meant.
    """

    edit_requested = Signal(object)
    switch_requested = Signal(object)
    delete_requested = Signal(object)
    pin_requested = Signal(object)
    anew_requested = Signal(object)
    place_requested = Signal(object)

    def __init__(self, cards: MatchingMemories, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = cards
        self._delegate = MemoryDelegate(cards, self)
        self._delegate.switch_clicked.connect(self.switch_requested)
        self._delegate.edit_wanted.connect(self.edit_requested)
        self._delegate.anew_clicked.connect(self.anew_requested)
        self._delegate.place_clicked.connect(self.place_requested)
        self.setModel(cards)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Memories")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.setMouseTracking(True)
        theme().changed.connect(self.viewport().update)

    @property
    def current_memory(self) -> Memory | None:
        """The memory that keys and menu entries act on."""
        index = self.currentIndex()
        return self._cards.memory_at(index) if index.isValid() else None

    def select(self, memory_id: int) -> None:
        """Choose a memory and bring it into view, if it is shown at all."""
        index = self._cards.index_of(memory_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def copy(self) -> None:
        """Copy the current memory's text."""
        memory = self.current_memory
        if memory is not None:
            QGuiApplication.clipboard().setText(memory["content"])

    def menu_for(self, memory: Memory) -> QMenu:
        """What can be done with a memory."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        turn = "&Don't use" if memory["is_active"] else "&Use"
        self._add(menu, "&Edit", "F2", lambda: self.edit_requested.emit(memory))
        self._add(menu, "Cop&y", "Ctrl+C", self.copy)
        self._add(menu, turn, "Space", lambda: self.switch_requested.emit(memory))
        pin = "Un&pin" if memory.get("pinned") else "&Pin"
        self._add(menu, pin, "P", lambda: self.pin_requested.emit(memory))
        if has_messages(memory):
            menu.addSeparator()
            self._add(menu, "Show in &conversation", "G", lambda: self.place_requested.emit(memory))
            self._add(menu, "Re&write…", "", lambda: self.anew_requested.emit(memory))
        menu.addSeparator()
        self._add(menu, "De&lete", "Del", lambda: self.delete_requested.emit(memory))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current memory: QListView.keyPressEvent."""
        asked = self._asked_by(event)
        memory = self.current_memory
        if asked is None or memory is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            asked(memory)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what leads somewhere: QListView.mouseMoveEvent."""
        index = self.indexAt(event.pos())
        point = event.position() - self.visualRect(index).topLeft() if index.isValid() else None
        is_link = point is not None and self._delegate.is_link(self._cards.memory_at(index), point)
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the card's menu, by mouse or by key: QListView.contextMenuEvent."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            where = self.visualRect(index).center() if by_key else event.pos()
            self.menu_for(self._cards.memory_at(index)).popup(self.viewport().mapToGlobal(where))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out again where their text has another width: QListView.resizeEvent."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        """Small enough for any pane: QListView.minimumSizeHint."""
        return QSize(120, 80)

    def _asked_by(self, event: QKeyEvent) -> Callable[[Memory], None] | None:
        if event.matches(QKeySequence.StandardKey.Copy):
            return lambda _: self.copy()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        signal = {
            Qt.Key.Key_Return: self.edit_requested,
            Qt.Key.Key_Enter: self.edit_requested,
            Qt.Key.Key_F2: self.edit_requested,
            Qt.Key.Key_Space: self.switch_requested,
            Qt.Key.Key_P: self.pin_requested,
            Qt.Key.Key_G: self.place_requested,
            Qt.Key.Key_Delete: self.delete_requested,
            Qt.Key.Key_Backspace: self.delete_requested,
        }.get(Qt.Key(event.key()))
        return None if signal is None else signal.emit

    def _add(self, menu: QMenu, text: str, keys: str, do: Callable[[], None]) -> None:
        # Shown only: as a real shortcut the key would mean two things while the menu is there.
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{text}\t{shown}" if keys else text)
        action.triggered.connect(lambda _checked=False: do())
