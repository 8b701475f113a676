"""What the keyboard does in the transcript: a current message, its parts, scrolling, copying."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from personaui_desktop.widgets.chat.transcript.parts import Part
from personaui_desktop.widgets.chat.transcript.reading.screen_reader import tell_focus
from personaui_desktop.widgets.chat.transcript.selection import WHOLE, Spot
from personaui_desktop.widgets.chat.transcript.tools.under_mouse import part_rect, parts_of

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.transcript.view import TranscriptView

STEP = 60.0
OVERLAP = 48.0
EDGE = 12.0


class Keyboard(QObject):
    """Follows the keyboard for a view."""

    def __init__(self, view: "TranscriptView") -> None:
        super().__init__(view)
        self._view = view
        self.current_id: int | None = None
        self._part: Part | None = None
        self._is_in_use = False

    @property
    def focused(self) -> tuple[int, Part | None] | None:
        """The current message and part, while it is the keyboard that is used."""
        if self.current_id is None or not self._is_in_use:
            return None
        return self.current_id, self._part

    def set_current(self, message_id: int | None) -> None:
        """Make a message current."""
        if message_id != self.current_id:
            self.current_id, self._part = message_id, None
            self._view.viewport().update()
            if self._view.hasFocus():
                tell_focus(self._view)

    def use_mouse(self) -> None:
        """The mouse is used now: nothing needs a ring around it."""
        self._is_in_use = False
        self._view.viewport().update()

    def arrive(self, reason: Qt.FocusReason) -> None:
        """The keyboard focus has come: by Tab, show where it is."""
        if reason in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self._is_in_use = True
            if self._view.row_of(self.current_id) is None and self._view.flow.placed:
                self.set_current(self._view.flow.placed[-1].laid.message.id)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key is for; answers whether it is for anything here."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._view.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._view.select_all()
        elif event.keyCombination().toCombined() == _COPY_MARKDOWN:
            self._view.copy_markdown()
        else:
            return self._press_plain(event)
        return True

    def _press_plain(self, event: QKeyEvent) -> bool:
        view = self._view
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1, extends)
            case Qt.Key.Key_PageUp:
                view.smooth.scroll(OVERLAP - view.viewport().height())
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space if (
                self._part is None or event.key() != Qt.Key.Key_Space
            ):
                view.smooth.scroll(view.viewport().height() - OVERLAP)
            case Qt.Key.Key_Home:
                view.scroll_to_start()
            case Qt.Key.Key_End:
                view.scroll_to_latest()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                return self._activate()
            case Qt.Key.Key_Escape if not view.selection.is_empty:
                self.deselect()
            case _:
                return False
        return True

    def step_part(self, forward: bool) -> bool:
        """Go to the next or previous part of the current message; answers whether there was one."""
        row = self._view.row_of(self.current_id)
        if row is None or not self._is_in_use:
            return False
        parts: list[Part | None] = [None, *parts_of(row.laid)]
        place = parts.index(self._part) if self._part in parts else 0
        place += 1 if forward else -1
        if not 0 <= place < len(parts):
            self._part = None
            return False
        self._part = parts[place]
        self._show_part()
        self._view.viewport().update()
        return True

    def open_menu(self) -> None:
        """Open the menu of the current message."""
        rect = self._view.current_rect()
        self._view.activation.open_menu(
            self.current_id, self._view.viewport().mapToGlobal(rect.center()), self._part
        )

    def deselect(self) -> None:
        """Select nothing."""
        self._view.selection.clear()
        self._view.viewport().update()

    def _activate(self) -> bool:
        if self.current_id is None:
            return False
        if self._part is None:
            self.open_menu()
            return True
        rect = self._view.current_rect()
        self._view.activation.activate(
            self.current_id, self._part, self._view.viewport().mapToGlobal(rect.bottomRight())
        )
        return True

    def _step(self, direction: int, extends: bool) -> None:
        """Go to the next message, or through one that is larger than the view."""
        view = self._view
        self._is_in_use = True
        row = view.row_of(self.current_id)
        if row is None:
            self._begin(direction)
            return
        height = view.viewport().height()
        beyond = row.bottom - height if direction > 0 else -row.top
        if beyond > EDGE and row.laid.height > height * 0.5:
            view.smooth.scroll(direction * min(STEP, beyond + EDGE))
            return
        number = row.row + direction
        if 0 <= number < view.model.rowCount():
            message_id = view.model.message(number).id
            if extends:
                self._extend(message_id, direction)
            self.set_current(message_id)
            self._show_current(number)

    def _begin(self, direction: int) -> None:
        placed = self._view.flow.placed
        if placed:
            self.set_current(placed[-1 if direction < 0 else 0].laid.message.id)

    def _extend(self, message_id: int, direction: int) -> None:
        """Select whole messages from the current one on."""
        selection = self._view.selection
        if selection.is_empty or selection.fixed is None:
            start = self.current_id if self.current_id is not None else message_id
            selection.begin(Spot(start, 0, 0) if direction > 0 else Spot(start, WHOLE, WHOLE))
        fixed = selection.fixed
        is_after = fixed is None or message_id >= fixed.message_id
        selection.extend(Spot(message_id, WHOLE, WHOLE) if is_after else Spot(message_id, 0, 0))
        self._view.viewport().update()

    def _show_current(self, number: int) -> None:
        """Scroll as little as needed to have the current message in view."""
        view = self._view
        row = view.row_of(self.current_id)
        height = view.viewport().height()
        if row is None:
            laid = view.messages.at(number)
            above = bool(view.flow.placed) and number < view.flow.placed[0].row
            y = EDGE if above else max(EDGE, height - laid.height - EDGE)
            view.flow.go_to(number, y + laid.block_top(0))
            view.frames.flush()
            return
        if row.top < 0:
            view.scroll_by(row.top - EDGE)
        elif row.bottom > height:
            view.scroll_by(min(row.bottom - height + EDGE, row.top - EDGE))

    def _show_part(self) -> None:
        row = self._view.row_of(self.current_id)
        if row is None or self._part is None:
            return
        rect = part_rect(row.laid, self._part, row.top).translated(0, row.top)
        height = self._view.viewport().height()
        if rect.top() < 0:
            self._view.scroll_by(rect.top() - EDGE)
        elif rect.bottom() > height:
            self._view.scroll_by(rect.bottom() - height + EDGE)
        self._view.address.show_address(self._part.address)


_COPY_MARKDOWN = (
    Qt.KeyboardModifier.ControlModifier.value | Qt.KeyboardModifier.ShiftModifier.value | Qt.Key.Key_C.value
)
