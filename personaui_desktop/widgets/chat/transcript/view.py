"""The transcript's view: shows a window on a session, laying out only what is visible."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessibleInterface,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.message import column_for
from personaui_desktop.widgets.chat.transcript.layout.placement import Placed
from personaui_desktop.widgets.chat.transcript.model_watch import ModelWatch
from personaui_desktop.widgets.chat.transcript.paint.code_colours import CodeColours
from personaui_desktop.widgets.chat.transcript.paint.formulas import DrawnFormulas
from personaui_desktop.widgets.chat.transcript.paint.message import Speaker
from personaui_desktop.widgets.chat.transcript.paint.pulse import Pulse
from personaui_desktop.widgets.chat.transcript.paint.repaint import Repaint
from personaui_desktop.widgets.chat.transcript.paint.surface import Surface
from personaui_desktop.widgets.chat.transcript.reading.screen_reader import ScreenReader, install
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.scrolling.bar_position import BarPosition
from personaui_desktop.widgets.chat.transcript.scrolling.prefetch import Prefetch
from personaui_desktop.widgets.chat.transcript.scrolling.scroll_bar import FlatScrollBar
from personaui_desktop.widgets.chat.transcript.scrolling.scroller import Scroller
from personaui_desktop.widgets.chat.transcript.scrolling.signposts import Signposts
from personaui_desktop.widgets.chat.transcript.throttle import Throttle
from personaui_desktop.widgets.common.day_watch import DayWatch
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.common.theme import theme

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.tools.hands import Hands


class TranscriptView(QAbstractScrollArea):
    """A conversation: it forwards events to the tools, paints the scene, and asks by ``scene.verbs``.

    Args:
        model: the messages; others fill it when this view asks for more.

    Signals:
        laid_out: the rows in view lie elsewhere, or are others.
    """

    laid_out = Signal()

    def __init__(self, model: MessageListModel, parent: QWidget | None = None) -> None:
        install()
        super().__init__(parent)
        self._is_touched = False
        self._formulas = DrawnFormulas(self)
        self.scene = Scene(model, Look(theme().tokens, formulas=self._formulas.known), self)
        self._set_up()
        self._make_painting()
        self._make_tools()
        self._connect()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Chat", "Conversation"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(FlatScrollBar(self))
        # One of ours: for one of Qt's own, PySide makes every class of widgets that there is.
        viewport = QWidget()
        self.setViewport(viewport)
        viewport.setMouseTracking(True)
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setAutoFillBackground(False)

    def _make_painting(self) -> None:
        scene, viewport = self.scene, self.viewport()
        self._colours = CodeColours(viewport.update, self)
        self._surface = Surface(scene, viewport, self._colours, self._formulas)
        self.repainter = Repaint(viewport)
        self._pulse = Pulse(scene, viewport)
        self.throttle = Throttle(scene.verbs.text_needed.emit, self._refresh, self)
        self._prefetch = Prefetch(scene.placement, scene.messages, self)

    def _make_tools(self) -> None:
        scene, viewport = self.scene, self.viewport()
        self._reader = reader = ScreenReader(self, scene)
        self.scroller = Scroller(scene, self.throttle)
        self.position = BarPosition(self.verticalScrollBar(), scene.model, scene.placement, self)
        self.signposts = Signposts(scene, viewport, self)
        self.watch = ModelWatch(scene, self.throttle, reader, self)
        self.days = DayWatch(self)

    def _connect(self) -> None:
        scene = self.scene
        scene.changed.connect(self._repaint)
        self._formulas.arrived.connect(scene.messages.redraw)
        self._formulas.arrived.connect(self.throttle.note)
        scene.model.modelAboutToBeReset.connect(self._stop)
        self.position.place_wanted.connect(lambda number: self.hands.explorer.go_to_number(number))
        self.signposts.latest_asked.connect(self.scroller.to_latest)
        self.scroller.scrolled.connect(self.signposts.name_day)
        self.days.day_changed.connect(self.throttle.note)
        theme().changed.connect(self._dress)

    @cached_property
    def hands(self) -> "Hands":
        """What mouse and keyboard do."""
        from personaui_desktop.widgets.chat.transcript.tools.hands import Hands

        self._is_touched = True
        return Hands(self.scene, self.scroller, self.throttle, self._reader, self)

    def set_persona(self, persona_id: str, name: str, avatar: QImage | None = None) -> None:
        """Say who answers."""
        self.scene.speaker = Speaker(persona_id, name, avatar)
        self.scene.change()

    def set_source(self, run: Run, where: Callable[[], Where]) -> None:
        """Say how to look beyond what is loaded, to find and to scroll, and to draw code and maths.

        Args:
            run: the database worker's ``run``.
            where: answers the persona and session whose messages the model has.
        """
        self._colours.set_source(run)
        self._formulas.set_source(run)
        self.scene.set_source(run, where)

    def keep_clear(self, below: int) -> None:
        """Show nothing in so many pixels at the lower edge: something lies over them."""
        self.setViewportMargins(0, 0, 0, below)

    def set_text_size(self, size: float) -> None:
        """Set messages larger or smaller, 1.0 being the design's size."""
        if size != self.scene.messages.look.scale:
            self._dress(size)

    def accessible_interface(self) -> QAccessibleInterface:
        """What screen readers read; Qt asks for it."""
        # Loaded when one is there: start does without it.
        from personaui_desktop.widgets.chat.transcript.reading.accessible import AccessibleTranscript

        # A new one each time: Qt may ask twice, and deletes every one that it was given.
        return AccessibleTranscript(self, self.scene)

    def _stop(self) -> None:
        """Other messages are about to be shown."""
        self.scroller.stop()
        self._prefetch.stop()
        if self._is_touched:
            self.hands.mouse.forget()
        self.repainter.forget()

    def _dress(self, size: float | None = None) -> None:
        """Set all messages anew, as the theme is now; without a size, as large as they are."""
        placement, messages = self.scene.placement, self.scene.messages
        look = Look(theme().tokens, size or messages.look.scale, self._formulas.known)
        placement.hold_line()
        messages.set_look(look, column_for(self.width(), look))
        placement.guess_again()
        self.repainter.forget()
        self.throttle.flush()

    def _repaint(self, message_ids: Sequence[int] | None) -> None:
        """Have messages painted anew that look different where they are; without ids, all."""
        if message_ids is None:
            self.viewport().update()
            return
        for row in self.scene.placement.placed:
            if row.laid.message.id in message_ids:
                self.repainter.row(row)

    def _refresh(self, changed: frozenset[int]) -> None:
        """Place the rows anew and repaint what is different."""
        placed = self.scene.placement.arrange()
        self.position.sync()
        self.repainter.show(placed, changed)
        self._keep_tools_in_view(placed)
        self.signposts.follow()
        self.scroller.ask_for_more()
        if self.scene.placement.sticks_to_end:
            self.watch.note_seen()
        self._pulse.follow()
        if self._is_touched:
            self.hands.mouse.look_again()
        self._prefetch.begin()
        self.laid_out.emit()

    def _keep_tools_in_view(self, placed: Sequence[Placed]) -> None:
        """Tools that follow the visible part of a tall message are not moved with its pixels."""
        with_tools = {self.scene.hovered_id, self.scene.current_id}
        for row in placed:
            if row.top < 0 and row.laid.message.id in with_tools and not row.laid.facts.is_streaming:
                self.repainter.row(row)

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Override of QAbstractScrollArea.scrollContentsBy: the scroll bar was moved."""
        if not self.position.is_syncing:
            self.scroller.stop()
            self.position.follow(-dy)
            self.throttle.flush()
            self.signposts.name_day()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Override of QWidget.paintEvent."""
        self._surface.paint(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Override of QWidget.resizeEvent: what is read stays where it is."""
        super().resizeEvent(event)
        placement, messages = self.scene.placement, self.scene.messages
        placement.view_height = float(self.viewport().height())
        column = column_for(self.width(), messages.look)
        if column != messages.column:
            is_other_width = column.text_limit != messages.column.text_limit
            if is_other_width:
                placement.hold_line()
            messages.set_look(messages.look, column)
            if is_other_width:
                placement.guess_again()
        self.repainter.forget()
        self.throttle.flush()
        if self._is_touched:
            self.hands.fit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Override of QAbstractScrollArea.viewportEvent."""
        if event.type() == QEvent.Type.Leave:
            self.hands.mouse.leave()
        elif isinstance(event, QHelpEvent):
            self.hands.mouse.show_tip(event)
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Override of QWidget.wheelEvent."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.hands.mouse.zoom(event.angleDelta().y())
        else:
            self.scroller.smooth.wheel(event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Override of QWidget.mousePressEvent."""
        self.hands.mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Override of QWidget.mouseDoubleClickEvent."""
        self.hands.mouse.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Override of QWidget.mouseMoveEvent."""
        self.hands.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Override of QWidget.mouseReleaseEvent."""
        self.hands.mouse.release(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Override of QWidget.contextMenuEvent."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.hands.mouse.open_menu(event)
        else:
            self.hands.keyboard.open_menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Override of QWidget.keyPressEvent."""
        if not self.hands.keyboard.press(event):
            event.ignore()

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Override of QWidget.focusNextPrevChild: Tab goes through the current message's parts first."""
        # What stands in the view asks here too, such as a field in which a message is changed.
        focused = QApplication.focusWidget()
        is_within = focused is not None and self.viewport().isAncestorOf(focused)
        return (not is_within and self.hands.keyboard.step_part(next_one)) or super().focusNextPrevChild(
            next_one
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Override of QWidget.focusInEvent."""
        super().focusInEvent(event)
        self.scene.has_focus = True
        self.hands.keyboard.arrive(event.reason())
        self.scene.change()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Override of QWidget.focusOutEvent."""
        super().focusOutEvent(event)
        self.scene.has_focus = False
        self.scene.change()
