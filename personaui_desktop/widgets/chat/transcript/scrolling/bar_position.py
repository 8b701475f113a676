"""The scroll bar: it speaks of the whole session by the numbers of its messages; only a part is loaded."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QScrollBar

from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.widgets.chat.transcript.layout.placement import MARGIN, Placement

SETTLE_MS = 120
MOST = 1_000_000_000


class BarPosition(QObject):
    """Keeps a scroll bar true, and turns its movements into places of the session.

    Signals:
        place_wanted: the bar was moved to where messages are not loaded; how many lie before that place.
    """

    place_wanted = Signal(object)

    def __init__(
        self, bar: QScrollBar, model: MessageListModel, placement: Placement, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bar, self._model, self._placement = bar, model, placement
        self._wanted = 0
        self.is_syncing = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(lambda: self.place_wanted.emit(self._wanted))
        bar.sliderReleased.connect(self._let_go)

    def sync(self) -> None:
        """Show on the bar what is in view; one that is being dragged stays under the pointer."""
        if self._bar.isSliderDown():
            return
        older, _newer = self._beyond()
        self.is_syncing = True
        self._bar.setRange(0, min(MOST, max(0, round(self._room()))))
        self._bar.setPageStep(int(self._placement.view_height))
        self._bar.setSingleStep(40)
        at_end = self._placement.sticks_to_end
        self._bar.setValue(self._bar.maximum() if at_end else round(older + self._placement.value))
        self.is_syncing = False

    def follow(self, step: int) -> None:
        """The bar was moved by a step, or is being dragged: go there."""
        bar, placement = self._bar, self._placement
        self._settling.stop()
        if bar.value() == bar.maximum() and not self._model.has_newer:
            placement.go_to_end()
        elif not bar.isSliderDown():
            placement.scroll_by(step)
        else:
            self._go_to(bar.value() / max(1, bar.maximum()))

    def _go_to(self, share: float) -> None:
        """Go to a share of the session: it holds however the guess of the session's height has changed."""
        older, _newer = self._beyond()
        within = share * self._room() - older
        loaded, model = self._placement.heights.total, self._model
        if within < 0 and model.older:
            self._want(within / self._each() + model.older)
        elif within > loaded and model.newer:
            self._want((within - loaded) / self._each() + model.older + model.rowCount())
        else:
            self._placement.go_to_value(max(0.0, within))

    def _want(self, number: float) -> None:
        last = self._model.older + self._model.rowCount() + self._model.newer - 1
        self._wanted = max(0, min(last, int(number)))
        self._settling.start()

    def _let_go(self) -> None:
        """Where a place that is not loaded was chosen, the bar is put right when it is there."""
        if self._settling.isActive():
            self._settling.stop()
            self.place_wanted.emit(self._wanted)
        else:
            self.sync()

    def _room(self) -> float:
        """About how far the session can be scrolled, pixels."""
        older, newer = self._beyond()
        return older + self._placement.heights.total + MARGIN + newer - int(self._placement.view_height)

    def _beyond(self) -> tuple[float, float]:
        """About how many pixels lie before the first loaded row and after the last."""
        return self._model.older * self._each(), self._model.newer * self._each()

    def _each(self) -> float:
        """How high a message is on average, pixels: as the loaded ones are."""
        return self._placement.heights.total / max(1, self._model.rowCount())
