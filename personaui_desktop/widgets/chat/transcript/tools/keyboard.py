"""What the keyboard does in the transcript: a current message, its parts, scrolling, copying."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from personaui_desktop.widgets.chat.transcript.parts import Part
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.scrolling.scroller import Scroller
from personaui_desktop.widgets.chat.transcript.selection import WHOLE, Spot
from personaui_desktop.widgets.chat.transcript.tools.activation import Activation
from personaui_desktop.widgets.chat.transcript.tools.address_label import AddressLabel
from personaui_desktop.widgets.chat.transcript.tools.explorer import Explorer
from personaui_desktop.widgets.chat.transcript.tools.under_mouse import part_rect, parts_of

STEP = 60.0
OVERLAP = 48.0
EDGE = 12.0


class Keyboard(QObject):
    """Follows the keyboard.

    Args:
        scene: what is shown.
        scroller: moves what is in view.
        explorer: goes to what may not be loaded.
        activation: presses parts and opens menus.
        address: shows where a link leads.
        viewport: in which the scene is.
    """

    def __init__(
        self,
        scene: Scene,
        scroller: Scroller,
        explorer: Explorer,
        activation: Activation,
        address: AddressLabel,
        viewport: QWidget,
    ) -> None:
        super().__init__(scene)
        self._scene, self._scroller, self._explorer = scene, scroller, explorer
        self._activation, self._address, self._viewport = activation, address, viewport

    def arrive(self, reason: Qt.FocusReason) -> None:
        """The keyboard focus has come: by Tab, show where it is."""
        if reason in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self._scene.use_keyboard(True)
            placed = self._scene.placement.placed
            if self._scene.row_of(self._scene.current_id) is None and placed:
                self._scene.set_current(placed[-1].laid.message.id)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key is for; answers whether it is for anything here."""
        scroller, page = self._scroller, self._scene.height - OVERLAP
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1, extends)
            case Qt.Key.Key_PageUp:
                scroller.glide(-page)
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space if (
                self._scene.part is None or event.key() != Qt.Key.Key_Space
            ):
                scroller.glide(page)
            case Qt.Key.Key_Home:
                self._explorer.go_to_start()
            case Qt.Key.Key_End:
                scroller.to_latest()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                return self._activate(with_shift=extends)
            case Qt.Key.Key_Escape if not self._scene.selection.is_empty:
                self._scene.deselect()
            case _:
                return False
        return True

    def step_part(self, forward: bool) -> bool:
        """Go to the next or previous part of the current message; answers whether there was one."""
        scene = self._scene
        row = scene.row_of(scene.current_id)
        if row is None or not scene.is_keyboard_used:
            return False
        parts: list[Part | None] = [None, *parts_of(row.laid)]
        place = parts.index(scene.part) if scene.part in parts else 0
        place += 1 if forward else -1
        if not 0 <= place < len(parts):
            scene.choose_part(None)
            return False
        scene.choose_part(parts[place])
        self._show_part()
        return True

    def open_menu(self) -> None:
        """Open the menu of the current message, or of the last one in view."""
        scene = self._scene
        if scene.current_id is None:
            self._begin(-1)
        if scene.current_id is not None:
            at = self._viewport.mapToGlobal(scene.current_rect.center())
            self._activation.open_menu(scene.current_id, at)

    def _activate(self, *, with_shift: bool) -> bool:
        scene = self._scene
        if scene.current_id is None:
            return False
        if scene.part is None or not scene.is_keyboard_used:
            # A part that was clicked has no ring around it: nobody expects to press it by key.
            self.open_menu()
            return True
        at = self._viewport.mapToGlobal(scene.current_rect.bottomRight())
        self._activation.activate(scene.current_id, scene.part, at, with_shift=with_shift)
        return True

    def _step(self, direction: int, extends: bool) -> None:
        """Go to the next message, or through one that is larger than the view."""
        scene = self._scene
        scene.use_keyboard(True)
        row = scene.row_of(scene.current_id)
        if row is None:
            self._begin(direction)
            return
        height = scene.height
        beyond = row.bottom - height if direction > 0 else -row.top
        if beyond > EDGE and row.laid.height > height * 0.5:
            self._scroller.glide(direction * min(STEP, beyond + EDGE))
            return
        number = row.row + direction
        if 0 <= number < scene.model.rowCount():
            message_id = scene.model.message(number).id
            if extends:
                self._extend(message_id, direction)
            scene.set_current(message_id)
            self._show_current(number)

    def _begin(self, direction: int) -> None:
        placed = self._scene.placement.placed
        if placed:
            self._scene.set_current(placed[-1 if direction < 0 else 0].laid.message.id)

    def _extend(self, message_id: int, direction: int) -> None:
        """Select whole messages from the current one on."""
        selection, current = self._scene.selection, self._scene.current_id
        if selection.is_empty or selection.fixed is None:
            start = message_id if current is None else current
            selection.begin(Spot(start, 0, 0) if direction > 0 else Spot(start, WHOLE, WHOLE))
        fixed = selection.fixed
        is_after = fixed is None or message_id >= fixed.message_id
        selection.extend(Spot(message_id, WHOLE, WHOLE) if is_after else Spot(message_id, 0, 0))
        self._scene.change()

    def _show_current(self, number: int) -> None:
        """Scroll as little as needed to have the current message in view."""
        scene = self._scene
        row = scene.row_of(scene.current_id)
        if row is None:
            laid, placed = scene.messages.at(number), scene.placement.placed
            above = bool(placed) and number < placed[0].row
            y = EDGE if above else max(EDGE, scene.height - laid.height - EDGE)
            self._scroller.go_to(number, y + laid.block_top(0))
        elif row.top < 0:
            self._scroller.scroll_by(row.top - EDGE)
        elif row.bottom > scene.height:
            self._scroller.scroll_by(min(row.bottom - scene.height + EDGE, row.top - EDGE))

    def _show_part(self) -> None:
        row, part = self._scene.row_of(self._scene.current_id), self._scene.part
        if row is None or part is None:
            return
        rect = part_rect(row.laid, part, row.top).translated(0, row.top)
        if rect.top() < 0:
            self._scroller.scroll_by(rect.top() - EDGE)
        elif rect.bottom() > self._scene.height:
            self._scroller.scroll_by(rect.bottom() - self._scene.height + EDGE)
        self._address.show_address(part.address)
