"""The list of memory cards: what keys, clicks and the context menu ask for."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QMenu, QWidget

from personaui_desktop.item_models.rows import Index
from personaui_desktop.records.memories import Memory
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.menus import MEMORY_MENU, context_menu
from personaui_desktop.widgets.common.measured_list import MeasuredListView
from personaui_desktop.widgets.common.theme import RELATED, theme
from personaui_desktop.widgets.memories.card import GUESSED_HEIGHT
from personaui_desktop.widgets.memories.card_tools import CardTools
from personaui_desktop.widgets.memories.delegate import MemoryDelegate
from personaui_desktop.widgets.memories.matching import MatchingMemories


class MemoryListView(MeasuredListView):
    """Shows memories as cards; keys, clicks, tools and the menu start the commands it was given.

    Signals:
        laid_out: cards may lie elsewhere now.
    """

    laid_out = Signal()

    def __init__(self, cards: MatchingMemories, parent: QWidget | None = None) -> None:
        super().__init__(GUESSED_HEIGHT, parent)
        self._cards = cards
        self._delegate = MemoryDelegate(cards, self)
        self._delegate.switch_clicked.connect(partial(self.do, "memory.switch"))
        self._delegate.edit_wanted.connect(partial(self.do, "memory.edit"))
        self._delegate.anew_clicked.connect(partial(self.do, "memory.rewrite"))
        self._delegate.place_clicked.connect(partial(self.do, "memory.show_messages"))
        self.tools = CardTools(self.viewport())
        self._commands = Commands()
        self.setModel(cards)
        self.follow_rows()
        self.setItemDelegate(self._delegate)
        self._delegate.sizeHintChanged.connect(self.scheduleDelayedItemsLayout)
        self.setAccessibleName(translate("Memories", "Memories"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(24)
        self.setMouseTracking(True)
        theme().changed.connect(self.viewport().update)
        self.laid_out.connect(self._place_tools)

    @property
    def delegate(self) -> MemoryDelegate:
        """Who paints the cards."""
        return self._delegate

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

    def memory_at(self, index: Index) -> Memory:
        """The memory in a row."""
        return self._cards.memory_at(index)

    def show_at(self, memory_id: int, top: int) -> bool:
        """Scroll so that a card begins there, in pixels from the top of the viewport; whether it is shown."""
        index = self._cards.index_of(memory_id)
        if index.isValid():
            self.scrollTo(index, QListView.ScrollHint.PositionAtTop)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - top)
            # Cards that came into view above it have their true heights now.
            bar.setValue(bar.value() + self.visualRect(index).top() - top)
        return index.isValid()

    def card_rect(self, memory_id: int) -> QRect | None:
        """Where a memory's row lies within the viewport; ``None`` where it is not shown."""
        index = self._cards.index_of(memory_id)
        return self.visualRect(index) if index.isValid() else None

    def take_commands(self, commands: Commands) -> None:
        """Say what can be done with a memory."""
        self._commands = commands
        self.tools.take_commands(commands)

    def do(self, name: str, memory: Memory) -> None:
        """Run a command on a memory."""
        self._commands[name].run(memory)

    def can_open(self, memory: Memory) -> bool:
        """Whether a card shows not all of its text, and could."""
        return self._delegate.can_open(memory) and not self.is_open(memory)

    def is_open(self, memory: Memory) -> bool:
        """Whether a card shows all of its text since it was asked to."""
        return memory.id in self._delegate.opened

    def open_card(self, memory: Memory, *, opened: bool) -> None:
        """Show all of a card's text, or its first lines."""
        index = self._cards.index_of(memory.id)
        if index.isValid():
            self._delegate.open_card(index, opened=opened)

    def close_cards(self) -> None:
        """Show of every card the first lines: other memories are coming."""
        self._delegate.opened.clear()

    def copy(self) -> None:
        """Copy the current memory's text."""
        if self.current_memory is not None:
            self.copy_memory(self.current_memory)

    def copy_memory(self, memory: Memory) -> None:
        """Copy a memory's text."""
        QGuiApplication.clipboard().setText(memory.content)

    def menu_for(self, memory: Memory) -> QMenu:
        """What can be done with a memory."""
        return context_menu(self, MEMORY_MENU, self._commands, Scope.MEMORY, memory)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Tell that cards may lie elsewhere: QListView.updateGeometries."""
        super().updateGeometries()
        self.laid_out.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The same: QListView.scrollContentsBy."""
        super().scrollContentsBy(dx, dy)
        self.laid_out.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """The tools go when the pointer does: QListView.viewportEvent."""
        taken = super().viewportEvent(event)
        if event.type() == QEvent.Type.Leave:
            self._place_tools()
        return taken

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The current card has tools: QListView.focusInEvent."""
        super().focusInEvent(event)
        self._place_tools()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No card has, but the one under the pointer: QListView.focusOutEvent."""
        super().focusOutEvent(event)
        self._place_tools()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Another card is the current one: QListView.currentChanged."""
        super().currentChanged(current, previous)
        self._place_tools()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current memory: QListView.keyPressEvent."""
        command = self._commands.pressed(event, Scope.MEMORY)
        memory = self.current_memory
        if command is None or memory is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            command.run(memory)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what leads somewhere: QListView.mouseMoveEvent."""
        index = self.indexAt(event.position().toPoint())
        point = event.position() - self.visualRect(index).topLeft() if index.isValid() else None
        is_link = point is not None and self._delegate.is_link(self._cards.memory_at(index), point)
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)
        self._place_tools()

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

    def _place_tools(self) -> None:
        """Have the tools on the card under the pointer, else on the current one of a list in use."""
        index = self._with_tools()
        memory = self._cards.memory_at(index) if index.isValid() else None
        edited = self._delegate.edited
        if memory is None or (edited is not None and edited[0] == memory.id):
            self.tools.hide()
            memory = None
        else:
            layout = self._delegate.layout_of(memory)
            middle = self.visualRect(index).top() + layout.meta.center().y()
            left = layout.switch.left() - RELATED - self.tools.width()
            self.tools.show_for(memory, QPoint(round(left), round(middle - self.tools.height() / 2)))
        with_tools = None if memory is None else memory.id
        if with_tools != self._delegate.with_tools:
            self._delegate.with_tools = with_tools
            self.viewport().update()

    def _with_tools(self) -> QModelIndex:
        if self.tools.memory is not None and self.tools.has_keyboard:
            return self._cards.index_of(self.tools.memory.id)
        pointer = self.viewport().mapFromGlobal(QCursor.pos())
        if self.viewport().underMouse() and self.viewport().rect().contains(pointer):
            hovered = self.indexAt(pointer)
            if hovered.isValid():
                return hovered
        return self.currentIndex() if self.hasFocus() else QModelIndex()
