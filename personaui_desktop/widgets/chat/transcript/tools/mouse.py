"""What the mouse does in the transcript: selecting, pressing parts, pointing."""

import re

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.transcript.facts import local
from personaui_desktop.widgets.chat.transcript.layout.utf16 import utf16_length, utf16_places
from personaui_desktop.widgets.chat.transcript.parts import TIPS, Part, PartKind
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.scrolling.scroller import Scroller
from personaui_desktop.widgets.chat.transcript.selection import WHOLE, Spot
from personaui_desktop.widgets.chat.transcript.tools.activation import Activation
from personaui_desktop.widgets.chat.transcript.tools.address_label import AddressLabel
from personaui_desktop.widgets.chat.transcript.tools.clipboard import Clipboard
from personaui_desktop.widgets.chat.transcript.tools.under_mouse import (
    is_on_text,
    part_at,
    placed_at,
    spot_at,
)
from personaui_desktop.widgets.common.dates import full_date
from personaui_desktop.widgets.common.tooltips import tooltip

AUTO_SCROLL_MS = 16
_WORD = re.compile(r"\w+(?:['’]\w+)*|\s+|.", re.DOTALL)  # noqa: RUF001 - the apostrophe in use
_ZOOM_STEP = 120


class Mouse(QObject):
    """Follows the mouse.

    Args:
        scene: what is shown.
        scroller: moves what is in view.
        clipboard: offers what was selected.
        activation: presses parts and opens menus.
        address: shows where a link leads.
        viewport: in which the scene is.
    """

    def __init__(
        self,
        scene: Scene,
        scroller: Scroller,
        clipboard: Clipboard,
        activation: Activation,
        address: AddressLabel,
        viewport: QWidget,
    ) -> None:
        super().__init__(scene)
        self._scene, self._scroller, self._clipboard = scene, scroller, clipboard
        self._activation, self._address, self._viewport = activation, address, viewport
        self._pressed: tuple[int, Part] | None = None
        self._is_selecting = False
        self._start: tuple[Spot, Spot] | None = None
        self._at = QPoint()
        self._is_inside = False
        self._since_double = QElapsedTimer()
        self._zoomed = 0
        self._auto_scroll = QTimer(self)
        self._auto_scroll.setInterval(AUTO_SCROLL_MS)
        self._auto_scroll.timeout.connect(self._scroll_along)

    def forget(self) -> None:
        """The messages are others now."""
        self._pressed = self._start = None
        self._is_selecting = False
        self._auto_scroll.stop()

    def leave(self) -> None:
        """The mouse is elsewhere."""
        self._is_inside = False
        self._point_at(None, None)

    def look_again(self) -> None:
        """Something else may be under the mouse now, which has not moved."""
        if self._is_inside and not self._is_selecting:
            self._point_to(QPointF(self._at))

    def zoom(self, angle: int) -> None:
        """Turn wheel steps with Ctrl into wishes for larger or smaller text."""
        self._zoomed += angle
        steps = int(self._zoomed / _ZOOM_STEP)
        self._zoomed -= steps * _ZOOM_STEP
        for _ in range(abs(steps)):
            self._scene.verbs.zoom_requested.emit(1 if steps > 0 else -1)

    def show_tip(self, event: QHelpEvent) -> None:
        """Say what the part under the pointer does, where it has no words of its own."""
        QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self._viewport)

    def tip_at(self, point: QPointF) -> str:
        """What the tooltip says at a point of the view."""
        under = self._part_under(point)
        if under is None:
            return self._time_under(point)
        if under[1].kind is PartKind.NOTE:
            return self._note_of(under[0])
        tip = TIPS.get(under[1].kind)
        return translate("Chat", "Copied") if under == self._scene.copied else translated(tip or "")

    def _note_of(self, message_id: int) -> str:
        """What is noted on a message."""
        row = self._scene.row_of(message_id)
        return "" if row is None else tooltip(row.laid.facts.marks.note)

    def _time_under(self, point: QPointF) -> str:
        """Day and time of the message whose time or bubble is there; over its text nothing is in the way."""
        row = placed_at(self._scene.placement.placed, point.y())
        if row is None or is_on_text(row, point):
            return ""
        at, rects = point - QPointF(0, row.top), row.laid.rects
        is_there = rects.time.contains(at) or rects.bubble.contains(at)
        return full_date(local(row.laid.message.timestamp)) if is_there else ""

    def press(self, event: QMouseEvent) -> None:
        """A button went down: press a part, or begin to select."""
        scene = self._scene
        self._scroller.stop()
        scene.use_keyboard(False)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._at = event.position().toPoint()
        scene.choose_part(None)
        self._pressed = self._part_under(event.position())
        if self._pressed is not None:
            return
        spot = self._spot(event.position())
        if spot is None:
            return
        scene.set_current(spot.message_id)
        self._is_selecting = True
        if self._is_third_click():
            self._select_paragraph(spot)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and scene.selection.fixed is not None:
            self._start = (scene.selection.fixed, scene.selection.fixed)
            scene.selection.extend(spot)
        else:
            self._start = (spot, spot)
            scene.selection.begin(spot)
        scene.change()

    def double_click(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() is not Qt.MouseButton.LeftButton or self._part_under(event.position()) is not None:
            return
        spot = self._spot(event.position())
        if spot is not None:
            self._since_double.start()
            self._is_selecting = True
            self._start = self._word_at(spot)
            self._scene.select(*self._start)

    def move(self, event: QMouseEvent) -> None:
        """Select further, or show what is under the pointer."""
        self._at = event.position().toPoint()
        if self._is_selecting and event.buttons() & Qt.MouseButton.LeftButton:
            self._extend()
            inside = self._viewport.rect().contains(self._at)
            if inside:
                self._auto_scroll.stop()
            elif not self._auto_scroll.isActive():
                self._auto_scroll.start()
            return
        self._is_inside = True
        self._point_to(event.position())

    def release(self, event: QMouseEvent) -> None:
        """A button went up: press the part, or keep what is selected."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._auto_scroll.stop()
        if self._is_selecting:
            self._is_selecting = False
            self._clipboard.offer_selection()
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._part_under(event.position()):
            with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._activation.activate(*pressed, event.globalPosition().toPoint(), with_shift=with_shift)

    def open_menu(self, event: QContextMenuEvent) -> None:
        """Open the menu for what is under the mouse."""
        scene, point = self._scene, QPointF(event.pos())
        row = placed_at(scene.placement.placed, point.y())
        if row is None:
            return
        message_id = row.laid.message.id
        scene.set_current(message_id)
        if not scene.selection.holds(message_id):
            scene.deselect()
        under = self._part_under(point)
        # What is under the mouse is what the menu's commands act on, and stays so until the next click.
        scene.use_keyboard(False)
        scene.choose_part(under[1] if under else None)
        self._activation.open_menu(message_id, event.globalPos())

    def _part_under(self, point: QPointF) -> tuple[int, Part] | None:
        row = placed_at(self._scene.placement.placed, point.y())
        part = part_at(row, point) if row is not None else None
        return None if row is None or part is None else (row.laid.message.id, part)

    def _point_to(self, point: QPointF) -> None:
        row = placed_at(self._scene.placement.placed, point.y())
        self._point_at(row.laid.message.id if row else None, self._part_under(point))
        self._set_cursor(point)

    def _point_at(self, message_id: int | None, part: tuple[int, Part] | None) -> None:
        if (message_id, part) == (self._scene.hovered_id, self._scene.pointed):
            return
        self._scene.point_at(message_id, part)
        self._address.show_address(part[1].address if part is not None else "")

    def _set_cursor(self, point: QPointF) -> None:
        row = placed_at(self._scene.placement.placed, point.y())
        shape = Qt.CursorShape.ArrowCursor
        if self._scene.pointed is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif row is not None and is_on_text(row, point):
            shape = Qt.CursorShape.IBeamCursor
        self._viewport.setCursor(shape)

    def _spot(self, point: QPointF) -> Spot | None:
        return spot_at(self._scene.placement.placed, point)

    def _extend(self) -> None:
        """Select from where it was begun, by words or blocks if that is how, to the mouse."""
        rect = self._viewport.rect()
        y = min(max(self._at.y(), rect.top()), rect.bottom())
        spot = self._spot(QPointF(self._at.x(), y))
        if spot is None or self._start is None:
            return
        first, last = self._start
        if spot < first:
            self._scene.select(last, spot)
        else:
            self._scene.select(first, max(last, spot))

    def _scroll_along(self) -> None:
        rect = self._viewport.rect()
        beyond = self._at.y() - rect.bottom() if self._at.y() > rect.bottom() else self._at.y() - rect.top()
        self._scroller.scroll_by(max(-60, min(60, beyond / 3)))
        self._extend()

    def _is_third_click(self) -> bool:
        return (
            self._since_double.isValid() and self._since_double.elapsed() < QApplication.doubleClickInterval()
        )

    def _select_paragraph(self, spot: Spot) -> None:
        row = self._scene.model.row_of(spot.message_id)
        first = last = spot.block
        if row is not None:
            body, _top, number = self._scene.messages.at(row).within(spot.block)
            first, last = (spot.block + each - number for each in body.paragraph(number))
        self._start = (Spot(spot.message_id, first, 0), Spot(spot.message_id, last, WHOLE))
        self._scene.selection.select(*self._start)

    def _word_at(self, spot: Spot) -> tuple[Spot, Spot]:
        row = self._scene.model.row_of(spot.message_id)
        if row is None:
            return spot, spot
        body, _top, number = self._scene.messages.at(row).within(spot.block)
        if number >= body.block_count:
            return spot, spot
        text = body.read(number).text
        places = utf16_places(text) or range(utf16_length(text) + 1)
        for word in _WORD.finditer(text):
            start, end = places[word.start()], places[word.end()]
            if start <= spot.position < end or (end == utf16_length(text) and spot.position == end):
                return spot._replace(position=start), spot._replace(position=end)
        return spot, spot
