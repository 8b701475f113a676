"""Has a memory edited in its own card, and anything else written at the pane's foot."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout

from personaui_desktop.widgets.memories.card import PADDING, SIDE_MARGIN
from personaui_desktop.widgets.memories.editor import MemoryEditor
from personaui_desktop.widgets.memories.view import MemoryListView

INSET = int(PADDING)


class InCard(QObject):
    """Moves the one editor to where its memory's card is. Where the card is not shown, it is at the foot.

    Signals:
        moved: the editor is at the other place now.

    Args:
        view: the cards.
        editor: where memories are written.
        foot: the layout whose first place is the editor's.
        parent: its owner.
    """

    moved = Signal()

    def __init__(
        self, view: MemoryListView, editor: MemoryEditor, foot: QVBoxLayout, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view, self._editor, self._foot = view, editor, foot
        foot.insertWidget(0, editor)
        editor.installEventFilter(self)
        view.laid_out.connect(self.follow)

    @property
    def is_in_card(self) -> bool:
        """Whether the editor lies in a card."""
        return self._editor.parentWidget() is self._view.viewport()

    def follow(self) -> None:
        """Have the editor where it belongs, as high as its text needs."""
        memory_id = self._editor.edited_id
        rect = None if memory_id is None else self._view.card_rect(memory_id)
        if memory_id is None or rect is None:
            self._go_to_foot()
            return
        if not self.is_in_card:
            self._move(into_card=True)
        left = int(SIDE_MARGIN) + INSET
        width = self._view.width() - 2 * left
        self._editor.resize(width, self._editor.height())
        height = min(self._editor.sizeHint().height(), self._view.viewport().height() - 2 * INSET)
        height = max(height, self._editor.minimumSizeHint().height())
        self._editor.setGeometry(left, rect.top() + INSET, width, height)
        self._make_room((memory_id, height + 2 * INSET))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with what is written: QObject.eventFilter."""
        if event.type() == QEvent.Type.LayoutRequest and self.is_in_card:
            self.follow()
        return super().eventFilter(watched, event)

    def _go_to_foot(self) -> None:
        if self.is_in_card:
            self._move(into_card=False)
        self._make_room(None)

    def _move(self, *, into_card: bool) -> None:
        focused = QApplication.focusWidget()
        with_focus = focused if focused is not None and self._editor.isAncestorOf(focused) else None
        is_open = self._editor.is_open
        if into_card:
            self._foot.removeWidget(self._editor)
            self._editor.setParent(self._view.viewport())
        else:
            self._foot.insertWidget(0, self._editor)
        # A widget with another parent is hidden until it is shown again.
        self._editor.setVisible(is_open)
        self._editor.show_title(shown=not into_card)
        if with_focus is not None:
            with_focus.setFocus()
        self.moved.emit()

    def _make_room(self, edited: tuple[int, int] | None) -> None:
        if edited != self._view.delegate.edited:
            self._view.delegate.edited = edited
            self._view.scheduleDelayedItemsLayout()
