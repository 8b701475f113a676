import pytest
from support.panes import resize

from personaui_desktop.widgets.columns import Columns, Side
from personaui_desktop.widgets.overlay_edge import OverlayEdge


@pytest.mark.parametrize("side", list(Side))
def test_an_overlay_lies_above_everything_with_a_line_along_it(columns: Columns, side: Side) -> None:
    resize(columns, 600)
    columns.toggle(side)
    pane = columns.panes[side]  # type: ignore[attr-defined]
    assert pane.isAncestorOf(columns.childAt(pane.geometry().center()))
    edge = columns.findChild(OverlayEdge)
    assert edge.isVisible()
    assert edge.height() == columns.height()
    beside = pane.geometry().right() + 1 if side is Side.SESSIONS else pane.geometry().left() - edge.width()
    assert edge.x() == beside
    columns.close_overlays()
    assert not edge.isVisible()
