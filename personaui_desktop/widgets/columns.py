"""The window's columns: rail, sessions, conversation, memories; docked when there is room, else overlays."""

from enum import Enum
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QWidget

from personaui_desktop.phrases import Phrase
from personaui_desktop.widgets.commands.command import Command, Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.tab_order import put_in_tab_order
from personaui_desktop.widgets.overlay_edge import EDGE_WIDTH, OverlayEdge

CONVERSATION_MINIMUM = 420
"""The conversation is the program: it keeps as much whatever else is shown."""
SESSIONS_DOCK_FROM = 690
"""Pixels of the window in which rail, conversation and the narrowest sessions fit."""
MEMORIES_DOCK_FROM = 1100
"""Pixels in which the memories fit too, all columns as wide as they usually are."""
MEMORIES_DOCK_ALONE_FROM = 780
"""Pixels in which they fit beside the conversation alone."""
OVERLAY_MARGIN = 48
"""How much of what lies beneath stays visible beside an overlay, to click it away."""


class Side(Enum):
    """Which column beside the conversation."""

    SESSIONS = "sessions"
    MEMORIES = "memories"


def docked(width: int, *, with_sessions: bool) -> set[Side]:
    """The columns that have a place beside the conversation in a window of that width.

    Args:
        width: in pixels.
        with_sessions: the sessions are wanted where they have a place.
    """
    memories_from = MEMORIES_DOCK_FROM if with_sessions else MEMORIES_DOCK_ALONE_FROM
    enough = {Side.SESSIONS: SESSIONS_DOCK_FROM, Side.MEMORIES: memories_from}
    return {side for side in Side if width >= enough[side]}


class Columns(QWidget):
    """Lays the columns out for the width there is.

    A column that is docked shows or hides as the person last chose. Below its width it becomes an overlay,
    closed until asked for, and closed again by Escape or a click beside it.

    What has panes in it is where it belongs before they are put there: Qt dresses whatever is moved anew,
    with all that is in it.

    Signals:
        shown_changed: a column appeared or went.
    """

    shown_changed = Signal()

    def __init__(
        self,
        rail: QWidget,
        sessions: QWidget,
        conversation: QWidget,
        memories: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rail = rail
        self._panes = {Side.SESSIONS: sessions, Side.MEMORIES: memories}
        self._wanted = {Side.SESSIONS: True, Side.MEMORIES: True}
        self._widths = {Side.SESSIONS: 268, Side.MEMORIES: 300}
        self._overlaid: set[Side] = set()
        self._edge = OverlayEdge(self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        conversation.setMinimumWidth(CONVERSATION_MINIMUM)
        for pane in (sessions, conversation, memories):
            self._splitter.addWidget(pane)
        conversation.show()
        self._splitter.setStretchFactor(1, 1)
        self._splitter.splitterMoved.connect(self._remember_widths)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(rail)
        self._row.addWidget(self._splitter, 1)
        self._conversation = conversation
        self._order: tuple[QWidget, ...] = (rail, sessions, conversation, memories)
        self.commands = Commands(self._declared())
        put_in_tab_order(self._order)

    def set_up(self, shown: dict[Side, bool], widths: dict[Side, int]) -> None:
        """Show the columns as they were when the program was last closed; widths in pixels."""
        self._wanted.update(shown)
        self._widths.update(widths)
        self._arrange()

    def replace(self, former: QWidget, pane: QWidget) -> None:
        """Put a pane in the place of a widget that stood for it, which is taken out."""
        side = self._side_of(former)
        if side is None:
            self._rail = pane
            self._row.insertWidget(0, pane)
        else:
            self._panes[side] = pane
            self._take_place(side, former, pane)
        self._order = tuple(pane if each is former else each for each in self._order)
        # Not by `deleteLater`: with what it destroys so, the bindings take the whole window for destroyed.
        former.setParent(None)
        self._arrange()
        put_in_tab_order(self._order)

    def width_of(self, side: Side) -> int:
        """The column's docked width in pixels."""
        return self._widths[side]

    def is_wanted(self, side: Side) -> bool:
        """Whether the person wants the column when there is room."""
        return self._wanted[side]

    def is_shown(self, side: Side) -> bool:
        """Whether the column can be seen now."""
        return not self._panes[side].isHidden()

    def has_place(self, side: Side) -> bool:
        """Whether the column stands beside the conversation, and is not hidden or an overlay."""
        return side not in self._overlaid and self._wanted[side]

    def close_overlays(self) -> None:
        """Close whatever lies over the conversation."""
        for side in self._open_overlays():
            self._show_overlay(side, False)

    def toggle(self, side: Side) -> None:
        """Show the column where it is hidden, hide it where it is shown."""
        if side in self._overlaid:
            self._show_overlay(side, not self.is_shown(side))
            return
        self._wanted[side] = not self._wanted[side]
        self._arrange()

    def reveal(self, side: Side) -> None:
        """Show the column if it is hidden."""
        if not self.is_shown(side):
            self.toggle(side)

    def go_round(self, step: int) -> None:
        """Give the next pane that is shown the keyboard, or the one so many before where negative."""
        shown = [pane for pane in self._order if pane.isVisible()]
        focus = QApplication.focusWidget()
        here = (at for at, pane in enumerate(shown) if focus and (pane is focus or pane.isAncestorOf(focus)))
        pane = shown[(next(here, -step) + step) % len(shown)]
        self.close_beside(pane)
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Dock or overlay the columns for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click beside an open overlay closes it: QObject.eventFilter."""
        is_press = event.type() == QEvent.Type.MouseButtonPress
        if is_press and isinstance(watched, QWidget) and watched.window() is self.window():
            self.close_beside(watched)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape that nothing else took closes an overlay: QWidget.keyPressEvent."""
        if event.key() == Qt.Key.Key_Escape and self._open_overlays():
            self.close_overlays()
        else:
            super().keyPressEvent(event)

    def _declared(self) -> tuple[Command, ...]:
        return (
            Command(
                "pane.sessions",
                Phrase("Commands", "&Conversations"),
                partial(self.toggle, Side.SESSIONS),
                keys=("F9",),
                tick=partial(self.is_shown, Side.SESSIONS),
            ),
            Command(
                "pane.memories",
                Phrase("Commands", "&Memories"),
                partial(self.toggle, Side.MEMORIES),
                keys=("F10",),
                tick=partial(self.is_shown, Side.MEMORIES),
            ),
            Command("pane.next", Phrase("Commands", "Next &pane"), partial(self.go_round, 1), keys=("F6",)),
            Command(
                "pane.previous",
                Phrase("Commands", "Pre&vious pane"),
                partial(self.go_round, -1),
                keys=("Shift+F6",),
            ),
            Command(
                "pane.close",
                Phrase("Commands", "Close the pane"),
                self.close_overlays,
                Scope.OVERLAY,
                pane_keys=("Esc",),
            ),
        )

    def _arrange(self) -> None:
        with_place = docked(self.width(), with_sessions=self._wanted[Side.SESSIONS])
        for side in Side:
            self._set_overlaid(side, side not in with_place)
        for side, pane in self._panes.items():
            if side in self._overlaid:
                pane.setGeometry(self._overlay_place(side))
            else:
                pane.setVisible(self._wanted[side])
        self._rail.setVisible(self._wanted[Side.SESSIONS] or Side.SESSIONS in self._overlaid)
        self._place_edge()
        self._apply_widths()
        self.shown_changed.emit()

    def _take_place(self, side: Side, former: QWidget, pane: QWidget) -> None:
        if side in self._overlaid:
            pane.setParent(self)
            pane.setVisible(not former.isHidden())
        else:
            # At one stroke, so that the conversation is not set anew for a moment in which it has more room.
            self._splitter.replaceWidget(self._splitter.indexOf(former), pane)

    def _set_overlaid(self, side: Side, overlaid: bool) -> None:
        if overlaid == (side in self._overlaid):
            return
        pane = self._panes[side]
        if overlaid:
            had_focus = self._has_focus(side)
            self._overlaid.add(side)
            pane.setParent(self)
            pane.hide()
            if had_focus:
                self._conversation.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._overlaid.discard(side)
            self._splitter.insertWidget(0 if side is Side.SESSIONS else self._splitter.count(), pane)
        put_in_tab_order(self._order)
        self._watch_for_closing()

    def _show_overlay(self, side: Side, shown: bool) -> None:
        pane = self._panes[side]
        had_focus = self._has_focus(side)
        if shown:
            self.close_overlays()
        pane.setGeometry(self._overlay_place(side))
        pane.setVisible(shown)
        if shown:
            pane.raise_()
            pane.setFocus(Qt.FocusReason.OtherFocusReason)
        elif had_focus:
            self._conversation.setFocus(Qt.FocusReason.OtherFocusReason)
        self._place_edge()
        self._watch_for_closing()
        self.shown_changed.emit()

    def _has_focus(self, side: Side) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self._is_in(focus, side)

    def _overlay_place(self, side: Side) -> QRect:
        left = self._rail.width()
        width = min(self._widths[side], self.width() - left - OVERLAY_MARGIN)
        x = left if side is Side.SESSIONS else self.width() - width
        return QRect(x, 0, width, self.height())

    def _open_overlays(self) -> list[Side]:
        return [side for side in self._overlaid if self.is_shown(side)]

    def _watch_for_closing(self) -> None:
        application = QApplication.instance()
        if application is None:
            return
        application.removeEventFilter(self)
        if self._open_overlays():
            application.installEventFilter(self)

    def _is_in(self, widget: QWidget, side: Side) -> bool:
        pane = self._panes[side]
        return widget is pane or pane.isAncestorOf(widget)

    def close_beside(self, widget: QWidget) -> None:
        """Close the overlays that a widget is not in: it may lie beneath them."""
        for side in self._open_overlays():
            if not self._is_in(widget, side):
                self._show_overlay(side, False)

    def _place_edge(self) -> None:
        """Draw the line along the inner side of the open overlay."""
        for side in self._open_overlays():
            place = self._overlay_place(side)
            x = place.right() + 1 if side is Side.SESSIONS else place.left() - EDGE_WIDTH
            self._edge.show_at(x, self.height())
            return
        self._edge.hide()

    def _apply_widths(self) -> None:
        widths = self._fitting_widths()
        # Until it has been shown it takes its handles for hidden, and would set the conversation twice.
        self._splitter.refresh()
        middle = self._splitter.width() - sum(widths.values())
        sides = [self._side_of(self._splitter.widget(at)) for at in range(self._splitter.count())]
        self._splitter.setSizes([middle if side is None else widths.get(side, 0) for side in sides])

    def _fitting_widths(self) -> dict[Side, int]:
        """How wide the docked columns are: where the conversation needs room, the memories give way first."""
        widths = {side: self._widths[side] for side in Side if self.has_place(side)}
        room = self._splitter.width() - CONVERSATION_MINIMUM - len(widths) * self._splitter.handleWidth()
        for side in (Side.MEMORIES, Side.SESSIONS):
            if side in widths:
                lack = max(0, sum(widths.values()) - room)
                pane = self._panes[side]
                smallest = max(pane.minimumWidth(), pane.minimumSizeHint().width())
                widths[side] = max(smallest, widths[side] - lack)
        return widths

    def _remember_widths(self) -> None:
        for side, pane in self._panes.items():
            if side not in self._overlaid and not pane.isHidden():
                self._widths[side] = pane.width()

    def _side_of(self, widget: QWidget | None) -> Side | None:
        return next((side for side, pane in self._panes.items() if pane is widget), None)
