"""The transcript's view: shows a window on a session, laying out only what is visible."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessibleInterface,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.widgets.chat.transcript.facts import local
from personaui_desktop.widgets.chat.transcript.finding.finder import Where
from personaui_desktop.widgets.chat.transcript.layout.laid_messages import LaidMessages
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.message import column_for
from personaui_desktop.widgets.chat.transcript.layout.placement import Placed, Placement
from personaui_desktop.widgets.chat.transcript.model_watch import ModelWatch
from personaui_desktop.widgets.chat.transcript.paint.code_colours import CodeColours
from personaui_desktop.widgets.chat.transcript.paint.message import Speaker, pulse_rect
from personaui_desktop.widgets.chat.transcript.paint.repaint import Repaint
from personaui_desktop.widgets.chat.transcript.paint.surface import Surface
from personaui_desktop.widgets.chat.transcript.reading.screen_reader import install
from personaui_desktop.widgets.chat.transcript.scrolling.bar_position import BarPosition
from personaui_desktop.widgets.chat.transcript.scrolling.day_pill import DayPill
from personaui_desktop.widgets.chat.transcript.scrolling.latest_button import LatestButton
from personaui_desktop.widgets.chat.transcript.scrolling.prefetch import Prefetch
from personaui_desktop.widgets.chat.transcript.scrolling.scroll_bar import FlatScrollBar
from personaui_desktop.widgets.chat.transcript.scrolling.smooth_scroll import SmoothScroll
from personaui_desktop.widgets.chat.transcript.selection import FIRST_SPOT, LAST_SPOT, WHOLE, Selection, Spot
from personaui_desktop.widgets.chat.transcript.throttle import Throttle
from personaui_desktop.widgets.chat.transcript.tools.activation import Activation
from personaui_desktop.widgets.chat.transcript.tools.address_label import AddressLabel
from personaui_desktop.widgets.chat.transcript.tools.clipboard import Clipboard
from personaui_desktop.widgets.chat.transcript.tools.copied_mark import CopiedMark
from personaui_desktop.widgets.chat.transcript.tools.explorer import Explorer
from personaui_desktop.widgets.chat.transcript.tools.keyboard import Keyboard
from personaui_desktop.widgets.chat.transcript.tools.mouse import Mouse
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.dates import day_title, local_now
from personaui_desktop.widgets.common.day_watch import DayWatch
from personaui_desktop.widgets.common.theme import theme

PAGES_AHEAD = 3.0
"""Further messages are asked for when fewer views than this are loaded beyond an end."""
PULSE_MS = 530
PILL_TOP = 8
FAR = 1e7


class TranscriptView(QAbstractScrollArea):
    """A conversation.

    Args:
        model: the messages; others fill it when this view asks for more.

    Signals:
        older_needed, newer_needed: the reader nears an end of the loaded messages.
        latest_needed: the reader wants the newest message, which is not loaded.
        place_needed: the reader wants a message that is not loaded, its id.
        link_activated: the address of a link that was clicked.
        zoom_requested: larger (1) or smaller (-1) text.
    """

    older_needed = Signal()
    newer_needed = Signal()
    latest_needed = Signal()
    place_needed = Signal(object)
    link_activated = Signal(str)
    zoom_requested = Signal(int)

    def __init__(self, model: MessageListModel, parent: QWidget | None = None) -> None:
        install()
        super().__init__(parent)
        self.model = model
        self.commands = Commands()
        """What can be done with messages; whose transcript it is declares them."""
        look = Look(theme().tokens)
        self.messages = LaidMessages(model, look, column_for(600, look))
        self.flow = Placement(model, self.messages)
        self.selection = Selection()
        self.speaker = Speaker()
        self._set_up()
        self._make_helpers()
        theme().changed.connect(self._dress)
        self.flow.reset()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Conversation")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(FlatScrollBar(self))
        viewport = self.viewport()
        viewport.setMouseTracking(True)
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setAutoFillBackground(False)

    def _make_helpers(self) -> None:
        self.colours = CodeColours(self.viewport().update, self)
        self.surface = Surface(self, lambda laid, block: self.colours.colour(laid.body, block))
        self.repainter = Repaint(self.viewport())
        self.position = BarPosition(self.verticalScrollBar(), self.model, self.flow, self)
        self.clipboard = Clipboard(self)
        self.activation = Activation(self)
        self.copied = CopiedMark(self)
        self.day_pill = DayPill(self)
        self.address = AddressLabel(self)
        self.explorer = Explorer(self)
        self.position.place_wanted.connect(self.explorer.go_to_number)
        self.finder = self.explorer.finder
        self.latest_button = LatestButton(self)
        self.latest_button.clicked.connect(lambda _checked: self.scroll_to_latest())
        self.pointer = Mouse(self)
        self.keyboard = Keyboard(self)
        self.smooth = SmoothScroll(self.scroll_by, self)
        self.frames = Throttle(self._refresh, self)
        self._prefetch = Prefetch(self.flow, self.messages, self)
        self._pulses = QTimer(self)
        self._pulses.setInterval(PULSE_MS)
        self._pulses.timeout.connect(self._beat)
        self.watch = ModelWatch(self)
        self.days = DayWatch(self)
        self.days.day_changed.connect(self.frames.note)

    def set_persona(self, persona_id: str, name: str, avatar: QImage | None = None) -> None:
        """Say who answers."""
        self.speaker = Speaker(persona_id, name, avatar)
        self.viewport().update()

    def set_source(self, run: Run, where: Where) -> None:
        """Say how to look beyond what is loaded, to find text and for the scroll bar, and to colour code.

        Args:
            run: the database worker's ``run``.
            where: answers the persona and session whose messages the model has.
        """
        self.colours.set_source(run)
        self.explorer.set_source(run, where)

    def set_text_size(self, size: float) -> None:
        """Set messages larger or smaller, 1.0 being the design's size."""
        if size != self.messages.look.scale:
            self._set_look(Look(theme().tokens, size))

    def find(self) -> None:  # type: ignore[override] # hides QWidget.find, which nobody needs here
        """Open the bar for finding text in the session."""
        self.explorer.open_bar()

    def jump_to_date(self, day: date) -> None:
        """Go to the first message of a day, or the next one after it."""
        self.explorer.jump_to_date(day)

    def scroll_to_latest(self) -> None:
        """Go to the newest message and stay at the end; asks for it where it is not loaded."""
        self.smooth.stop()
        self.watch.has_new_below = False
        if self.model.has_newer:
            self.latest_needed.emit()
        self.flow.go_to_end()
        self.frames.flush()

    def scroll_to_start(self) -> None:
        """Go to the session's first message; asks for it where it is not loaded."""
        self.smooth.stop()
        if self.model.has_older and self.explorer.can_read:
            self.explorer.go_to_number(0)
        elif self.model.rowCount():
            self.flow.go_to(0, 0.0)
            self.frames.flush()
            self.scroll_by(-FAR)

    def show_message(self, message_id: int) -> None:
        """Bring a message into view and make it current; asks for it where it is not loaded."""
        row = self.model.row_near(message_id)
        if row is None:
            self.explorer.wait_for(message_id)
            return
        message_id = self.model.message(row).id
        self.keyboard.set_current(message_id)
        if self.row_of(message_id) is None or self.frames.is_waiting:
            self.smooth.stop()
            self.flow.go_to(row, self.viewport().height() * 0.25)
        self.frames.flush()

    def show_text(self, row: int, block: int, position: int) -> None:
        """Scroll, if need be, so that a place of a message's text is well within view."""
        laid = self.messages.at(row)
        laid.need(block, 0, 1)
        top = laid.rects.body.top() + laid.body.caret_at(block, position).top()
        shown = self.row_of(laid.message.id)
        height = self.viewport().height()
        highest = max(height * 0.1, self.explorer.covered_height)
        if shown is None or not highest <= shown.top + top <= height * 0.85:
            self.smooth.stop()
            self.flow.go_to(row, max(height * 0.35, highest) - top + laid.block_top(block), block)
            self.frames.flush()

    def scroll_by(self, pixels: float) -> bool:
        """Scroll by some pixels; answers whether there was room to."""
        before = self.flow.value
        self.flow.scroll_by(pixels)
        self.frames.flush()
        self._name_day()
        return self.flow.value != before

    def copy(self) -> None:
        """Copy what is selected, or else the current message, as text."""
        self.clipboard.copy()

    def copy_markdown(self) -> None:
        """Copy what is selected, or else the current message, as Markdown."""
        self.clipboard.copy(as_markdown=True)

    def selected_text(self, as_markdown: bool = False) -> str:
        """What is selected of the loaded messages, as text or as Markdown."""
        return self.clipboard.selected_text(as_markdown=as_markdown)

    def select_all(self) -> None:
        """Select the whole session, loaded or not."""
        if self.model.rowCount():
            self.selection.select(FIRST_SPOT, LAST_SPOT)
            self.viewport().update()

    def selected_message_ids(self) -> tuple[int, int] | None:
        """The ids of the first and last message of which anything is selected."""
        if self.selection.is_empty:
            return None
        first, last = self.selection.limits()
        return first.message_id, last.message_id

    def select_messages(self, first_id: int, last_id: int) -> None:
        """Select messages whole, from the first to the last."""
        self.selection.select(Spot(first_id, 0, 0), Spot(last_id, WHOLE, WHOLE))
        self.viewport().update()

    def row_of(self, message_id: int | None) -> Placed | None:
        """The row in view that shows a message."""
        return next((row for row in self.flow.placed if row.laid.message.id == message_id), None)

    def current_rect(self) -> QRect:
        """Where the current message is in the viewport; empty where it is out of view."""
        row = self.row_of(self.keyboard.current_id)
        return QRect() if row is None else row.laid.rects.bubble.translated(0, row.top).toRect()

    def accessible_interface(self) -> QAccessibleInterface:
        """What screen readers read; Qt asks for it."""
        from personaui_desktop.widgets.chat.transcript.reading.accessible import AccessibleTranscript

        # A new one each time: Qt may ask twice, and deletes every one that it was given.
        return AccessibleTranscript(self)

    def begin_anew(self) -> None:
        """Other messages are shown now: nothing of the last ones holds any more."""
        self.smooth.stop()
        self._prefetch.stop()
        self.selection.clear()
        self.pointer.forget()
        self.keyboard.set_current(None)
        self.messages.unread_id = None
        self.messages.forget()
        self.flow.reset()
        self.repainter.forget()

    def _set_look(self, look: Look) -> None:
        self.flow.hold_line()
        self.messages.set_look(look, column_for(self.width(), look))
        self.flow.guess_again()
        self.repainter.forget()
        self.frames.flush()

    def _dress(self) -> None:
        self._set_look(Look(theme().tokens, self.messages.look.scale))

    def _refresh(self, changed: frozenset[int]) -> None:
        """Place the rows anew and repaint what is different."""
        placed = self.flow.arrange()
        self.position.sync()
        self.repainter.show(placed, changed)
        self._keep_tools_in_view(placed)
        self._show_latest_button()
        # Messages that come only after a leap are of another day than those that were left.
        if placed and self.day_pill.isVisible() and self.day_pill.text() != self._day_at_top():
            self._name_day()
        self._ask_for_more(placed)
        if self.flow.sticks_to_end:
            self.watch.note_seen()
        self._beat_if_streaming(placed)
        self.pointer.look_again()
        self._prefetch.begin()

    def _keep_tools_in_view(self, placed: Sequence[Placed]) -> None:
        """Tools that follow the visible part of a tall message are not moved with its pixels."""
        with_tools = {self.pointer.hovered_id, self.keyboard.current_id}
        for row in placed:
            if row.top < 0 and row.laid.message.id in with_tools and not row.laid.facts.is_streaming:
                self.repainter.row(row)

    def _name_day(self) -> None:
        """While scrolling, say of which day the messages at the top are, unless it stands there."""
        if not self.flow.placed:
            return
        room = self.viewport().geometry()
        top = max(room.top(), round(self.explorer.covered_height)) + PILL_TOP
        self.day_pill.show_day(self._day_at_top(), QPoint(room.center().x(), top))

    def _day_at_top(self) -> str:
        """Of which day the messages at the top are; empty where that stands there."""
        first = self.flow.placed[0]
        if not first.laid.rects.day.isEmpty() and first.top + first.laid.rects.day.top() >= 0:
            return ""
        return day_title(local(first.laid.message.timestamp).date(), local_now().date())

    def _show_latest_button(self) -> None:
        wanted = bool(self.flow.placed) and (not self.flow.is_at_end or self.model.has_newer)
        self.watch.has_new_below = self.watch.has_new_below and wanted
        self.latest_button.show_state(wanted, self.watch.has_new_below)
        if wanted:
            self.latest_button.place_in(self.viewport().geometry())

    def _ask_for_more(self, placed: Sequence[Placed]) -> None:
        if not placed:
            return
        room = PAGES_AHEAD * self.viewport().height()
        heights = self.flow.heights
        if self.model.has_older and heights.top(placed[0].row) - placed[0].top < room:
            QTimer.singleShot(0, self, self.older_needed.emit)
        if self.model.has_newer and heights.total - heights.top(placed[-1].row) < room:
            QTimer.singleShot(0, self, self.newer_needed.emit)

    def _beat_if_streaming(self, placed: Sequence[Placed]) -> None:
        wanted = any(row.laid.facts.is_streaming for row in placed)
        if wanted and not self._pulses.isActive() and QGuiApplication.styleHints().cursorFlashTime() > 0:
            self._pulses.start()
        elif not wanted:
            self._pulses.stop()
            self.surface.pulse = 0

    def _beat(self) -> None:
        self.surface.pulse += 1
        for row in self.flow.placed:
            if row.laid.facts.is_streaming:
                beating = pulse_rect(row.laid).translated(0, row.top)
                self.viewport().update(beating.toAlignedRect())

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Override of QAbstractScrollArea.scrollContentsBy: the scroll bar was moved."""
        if not self.position.is_syncing:
            self.smooth.stop()
            self.position.follow(-dy)
            self.frames.flush()
            self._name_day()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override of QWidget.paintEvent."""
        self.surface.paint(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override of QWidget.resizeEvent: what is read stays where it is."""
        super().resizeEvent(event)
        self.flow.view_height = float(self.viewport().height())
        column = column_for(self.width(), self.messages.look)
        if column != self.messages.column:
            is_other_width = column.text_limit != self.messages.column.text_limit
            if is_other_width:
                self.flow.hold_line()
            self.messages.set_look(self.messages.look, column)
            if is_other_width:
                self.flow.guess_again()
        self.repainter.forget()
        self.frames.flush()
        self.explorer.fit(self.width())
        self.address.place_in(self.viewport().geometry())

    def viewportEvent(self, event: QEvent) -> bool:
        """Override of QAbstractScrollArea.viewportEvent."""
        if event.type() == QEvent.Type.Leave:
            self.pointer.leave()
        elif isinstance(event, QHelpEvent):
            self.pointer.show_tip(event)
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Override of QWidget.wheelEvent."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pointer.zoom(event.angleDelta().y())
        else:
            self.smooth.wheel(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override of QWidget.mousePressEvent."""
        self.pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Override of QWidget.mouseDoubleClickEvent."""
        self.pointer.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Override of QWidget.mouseMoveEvent."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override of QWidget.mouseReleaseEvent."""
        self.pointer.release(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Override of QWidget.contextMenuEvent."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.pointer.open_menu(event)
        else:
            self.keyboard.open_menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override of QWidget.keyPressEvent."""
        if not self.keyboard.press(event):
            event.ignore()

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Override of QWidget.focusNextPrevChild: Tab goes through the current message's parts first."""
        return self.keyboard.step_part(next_one) or super().focusNextPrevChild(next_one)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Override of QWidget.focusInEvent."""
        super().focusInEvent(event)
        self.keyboard.arrive(event.reason())
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Override of QWidget.focusOutEvent."""
        super().focusOutEvent(event)
        self.viewport().update()
