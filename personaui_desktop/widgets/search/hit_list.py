"""The list of what a search found: arrows go from hit to hit, Enter opens one."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from personaui_desktop.item_models.search_hits import HitRole, SearchHitsModel
from personaui_desktop.records.search import SearchHit
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands

FROM_END = 400
"""So many pixels before the end of what was found, more is looked for."""


class HitList(QListView):
    """Lists a `SearchHitsModel`.

    Args:
        hits: what was found.
        commands: where what is done with a hit is found.

    Signals:
        end_near: the last rows are in view, or soon will be.
        left_above: the person went up from the first hit.
    """

    end_near = Signal()
    left_above = Signal()

    def __init__(self, hits: SearchHitsModel, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self.setModel(hits)
        self.setAccessibleName(translate("Search", "Results"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._look_for_end)
        self.verticalScrollBar().rangeChanged.connect(self._look_for_end)

    @property
    def current(self) -> SearchHit | None:
        """The hit that the keyboard is at."""
        found: SearchHit | None = self.currentIndex().data(HitRole.HIT)
        return found

    def go_to_first(self) -> None:
        """Give the keyboard to the list, at the hit where it was, or the first one."""
        if self.current is None:
            self.step(1)
        if self.current is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go to the next hit, or the one before; headings are passed over."""
        row = self.currentIndex().row() + by
        while 0 <= row < self.model().rowCount():
            index = self.model().index(row, 0)
            if index.data(HitRole.HIT) is not None:
                self.setCurrentIndex(index)
                # With the heading above the first hit of a conversation.
                self.scrollTo(self.model().index(max(row - 1, 0), 0))
                self.scrollTo(index)
                return
            row += by
        if by < 0:
            self.left_above.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and the commands on a hit: QListView.keyPressEvent."""
        command = self._commands.pressed(event, Scope.HIT)
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif command is not None and self.current is not None:
            command.run(self.current)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        hit = index.data(HitRole.HIT)
        if hit is not None:
            self._commands["hit.open"].run(hit)

    def _look_for_end(self, *_values: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() <= FROM_END:
            self.end_near.emit()
