"""Formulas: drawn in the background when they come into view, kept, and put where their source stands."""

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Errand, Lane, Run
from personaui_desktop.widgets.chat.transcript.layout.formula import Formula
from personaui_desktop.widgets.chat.transcript.layout.laid_block import LaidBlock

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.paint.typesetting import Picture

KEPT = 1_000
"""So many formulas are remembered, those that cannot be drawn among them."""


class DrawnFormulas(QObject):
    """Has formulas drawn.

    Signals:
        arrived: the ids of the messages that have formulas which are now drawn, a tuple.
    """

    arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self.known: dict[str, Formula] = {}
        self._asked: OrderedDict[str, set[int]] = OrderedDict()

    def set_source(self, run: Run) -> None:
        """Say where work is done. Without, the source stands."""
        self._run = run

    def ask(self, message_id: int, laid: LaidBlock) -> None:
        """Have the formulas of a block drawn whose source stands in it."""
        for source in laid.undrawn:
            if source in self.known:
                self.arrived.emit((message_id,))
            elif source in self._asked:
                self._asked[source].add(message_id)
            else:
                self._draw(source, message_id)

    def _draw(self, source: str, message_id: int) -> None:
        if self._run is None:
            return
        # Only conversations with maths need it.
        from personaui_desktop.widgets.chat.transcript.paint.typesetting import typeset

        self._asked[source] = {message_id}
        if len(self._asked) > KEPT:
            self.known.pop(self._asked.popitem(last=False)[0], None)
        self._run(Errand(partial(typeset, source), lane=Lane.OUTSIDE), self, partial(self._take, source))

    def _take(self, source: str, picture: "Picture | None") -> None:
        if picture is not None and source in self._asked:
            self.known[source] = Formula(*picture)
            self.arrived.emit(tuple(self._asked[source]))
