"""A list that measures the rows in view and guesses the others: laying out costs what is visible."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from personaui_desktop.item_models.rows import Index
from personaui_desktop.widgets.common.row_heights import RowHeights

Move = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint


class MeasuredListView(QListView):
    """Shows rows, each as high as its delegate says, in a viewport that scrolls by pixels.

    QListView asks every row for its height after any change. This one asks those in view; what was never in
    view counts as a guess, and the rows in view stay where they are while guesses above them come true.

    Args:
        guess: the height of a row that nobody has seen yet, in pixels.
        parent: its owner.
    """

    def __init__(self, guess: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights = RowHeights(guess)
        self._is_scrolling = False
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def follow_rows(self) -> None:
        """Follow the rows of the view's model; to be called once it has one."""
        model = self.model()
        model.rowsInserted.connect(self._insert)
        model.rowsRemoved.connect(self._remove)
        model.rowsMoved.connect(self._forget)
        model.layoutChanged.connect(self._forget)
        model.modelReset.connect(self._forget)
        self._forget()

    def doItemsLayout(self) -> None:  # noqa: N802 - Qt's name
        """Measure the rows in view again: QListView.doItemsLayout, which would measure all."""
        self._heights.doubt()
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Measure what is in view, and let the scroll bar know: QListView.updateGeometries."""
        self._measure()
        self.updateEditorGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Measure what comes into view: QListView.scrollContentsBy."""
        self.viewport().update()
        bar = self.verticalScrollBar()
        if not self._is_scrolling and bar.value() == bar.maximum() and len(self._heights):
            # Whoever scrolls to the end gets there, however high the last rows turn out to be.
            self.scrollTo(self.model().index(len(self._heights) - 1, 0), Hint.PositionAtBottom)
        else:
            self._measure()
        self.updateEditorGeometries()

    def verticalOffset(self) -> int:  # noqa: N802 - Qt's name
        """How far the view has scrolled, in pixels: QListView.verticalOffset."""
        return self.verticalScrollBar().value()

    def visualRect(self, index: Index) -> QRect:  # noqa: N802 - Qt's name
        """Where a row lies within the viewport: QListView.visualRect."""
        self.executeDelayedItemsLayout()
        if not index.isValid() or index.row() >= len(self._heights):
            return QRect()
        top = self._heights.top(index.row()) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights[index.row()])

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802 - Qt's name
        """The row at a point of the viewport: QListView.indexAt."""
        self.executeDelayedItemsLayout()
        y = point.y() + self.verticalOffset()
        if not 0 <= y < self._heights.total or not 0 <= point.x() < self.viewport().width():
            return QModelIndex()
        return self.model().index(self._heights.row_at(y), 0)

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:  # noqa: N802 - Qt's name
        """Bring a row into view: QListView.scrollTo."""
        self.executeDelayedItemsLayout()
        if not index.isValid():
            return
        height = self.viewport().height()
        # What is above the row is in view in the end, and may be higher or lower than was guessed.
        self._heights.measure_around(index.row(), height, self._height_of)
        top = self._heights.top(index.row())
        bottom = top + self._heights[index.row()]
        value = self.verticalOffset()
        if hint is Hint.PositionAtCenter:
            value = (top + bottom - height) // 2
        elif hint is Hint.PositionAtTop or top < value or bottom - top > height:
            value = top
        elif hint is Hint.PositionAtBottom or bottom > value + height:
            value = bottom - height
        self._scroll_by_bar(value)
        self._measure()

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N802 - Qt's name
        """Where a key leads: QListView.moveCursor."""
        self.executeDelayedItemsLayout()
        if not len(self._heights):
            return QModelIndex()
        current, last = self.currentIndex().row(), len(self._heights) - 1
        match action:
            case Move.MoveUp | Move.MovePrevious | Move.MoveLeft:
                row = current - 1
            case Move.MoveDown | Move.MoveNext | Move.MoveRight:
                row = current + 1
            case Move.MoveHome:
                row = 0
            case Move.MoveEnd:
                row = last
            case Move.MovePageUp:
                row = self._page_from(current, -self.viewport().height())
            case _:
                row = self._page_from(current, self.viewport().height())
        return self.model().index(max(0, min(row, last)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:  # noqa: N802 - Qt's name
        """Choose the row where a press or a drag ends, or several all to there: QListView.setSelection."""
        if self.selectionMode() is not QAbstractItemView.SelectionMode.ExtendedSelection:
            self.selectionModel().select(self.indexAt(rect.bottomRight()), command)
            return
        # The rectangle goes from where that began, and may go upwards.
        ends = sorted(self._heights.row_at(y + self.verticalOffset()) for y in (rect.top(), rect.bottom()))
        first, last = (self.model().index(row, 0) for row in ends)
        self.selectionModel().select(QItemSelection(first, last), command)

    def visualRegionForSelection(self, selection: object) -> QRegion:  # noqa: N802 - Qt's name
        """Where a selection is seen; all of the view, for only that is painted: the same of QListView."""
        return QRegion(self.viewport().rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in view: QListView.paintEvent."""
        self.executeDelayedItemsLayout()
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        state = option.state
        current = self.currentIndex() if self.hasFocus() else QModelIndex()
        hovered = self._hovered()
        top, bottom = event.rect().top(), event.rect().bottom()
        for row in self._heights.between(top + self.verticalOffset(), bottom + self.verticalOffset()):
            index = self.model().index(row, 0)
            option.rect = self.visualRect(index)
            option.state = state
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if index == current:
                option.state |= QStyle.StateFlag.State_HasFocus
            if index == hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def _hovered(self) -> QModelIndex:
        """The row under the pointer."""
        pointer = self.viewport().mapFromGlobal(QCursor.pos())
        return self.indexAt(pointer) if self.viewport().underMouse() else QModelIndex()

    def _page_from(self, row: int, distance: int) -> int:
        target = self._heights.top(max(row, 0)) + distance
        found = self._heights.row_at(max(target, 0))
        return found if found != row else row + (1 if distance > 0 else -1)

    def _measure(self) -> None:
        """Measure what is in view, and keep the rows in view where they are."""
        if not self._is_scrolling:
            value = self.verticalOffset()
            moved = self._heights.measure_between(value, value + self.viewport().height(), self._height_of)
            self._scroll_by_bar(value + moved)

    def _scroll_by_bar(self, value: int) -> None:
        """Scroll there, by a scroll bar that knows of all that is measured."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        self._is_scrolling = True
        try:
            bar.setPageStep(height)
            bar.setRange(0, max(0, self._heights.total - height))
            bar.setValue(value)
        finally:
            self._is_scrolling = False

    def _height_of(self, row: int) -> int:
        return self.itemDelegate().sizeHint(QStyleOptionViewItem(), self.model().index(row, 0)).height()

    def _insert(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._heights.insert(first, last - first + 1)

    def _remove(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._heights.remove(first, last - first + 1)

    def _forget(self, *_: object) -> None:
        self._heights.remove(0, len(self._heights))
        self._heights.insert(0, self.model().rowCount())
