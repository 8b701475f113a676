"""The order in which Tab goes through panes."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_in_tab_order(panes: Sequence[QWidget]) -> None:
    """Let Tab go through the panes one after the other, within each in the order it has already."""
    filled = [pane for pane in panes if pane.children()]
    # One alone is in order, and is not gone through at a start, when the others are still to come.
    if len(filled) < 2:
        return
    stops = [stop for pane in filled for stop in _stops_within(pane)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops_within(pane: QWidget) -> list[QWidget]:
    found = []
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        if pane.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
