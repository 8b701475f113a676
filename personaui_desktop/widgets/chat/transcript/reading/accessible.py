"""The transcript for screen readers: a list whose items say who, when and what."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget

from personaui_desktop.records.messages import Message
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.transcript.facts import is_streaming, local, told_of_thinking
from personaui_desktop.widgets.chat.transcript.scene import Scene
from personaui_desktop.widgets.chat.transcript.tools.copied_text import plain_text
from personaui_desktop.widgets.common.dates import full_date

LONGEST = 20_000
"""More of a message is not handed to a screen reader at once, characters."""


def described(message: Message, persona_name: str, thought: str | None = None) -> str:
    """Who, when and what, in this order; before that what was thought, where that is unfolded."""
    who = translate("Chat", "You") if message.is_user else persona_name or message.character_name
    what = (
        translate("Chat", "is writing")
        if is_streaming(message) and not message.text
        else plain_text(message.text)
    )
    about = "".join(f", {each}" for each in _marked_as(message))
    before = f"{thought[:LONGEST]}\n" if thought else ""
    return f"{who}, {full_date(local(message.timestamp))}{about}: {before}{what[:LONGEST]}"


def _marked_as(message: Message) -> Iterator[str]:
    """What the marks beside a message and the switch beneath it tell."""
    marks = message.marks
    if message.memorized:
        yield translate("Chat", "remembered")
    if told := told_of_thinking(message):
        yield told
    if message.versions > 1:
        which = translate("Chat", "version {version} of {versions}")
        yield which.format(version=message.version, versions=message.versions)
    if marks.is_hidden:
        yield translate("Chat", "left out of what is sent")
    if marks.is_bookmarked:
        yield translate("Chat", "bookmarked")
    if marks.note:
        yield translate("Chat", "note: {note}").format(note=marks.note)


class AccessibleTranscript(QAccessibleWidget):
    """The list of the loaded messages."""

    def __init__(self, view: QAbstractScrollArea, scene: Scene) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self.view, self.scene = view, scene
        self._items: dict[int, AccessibleMessage] = {}

    def childCount(self) -> int:
        """Override of QAccessibleInterface.childCount."""
        return self.scene.model.rowCount()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override] # Qt takes None
        """Override of QAccessibleInterface.child."""
        if not 0 <= index < self.scene.model.rowCount():
            return None
        message_id = self.scene.model.message(index).id
        if message_id not in self._items:
            self._items[message_id] = AccessibleMessage(self, message_id)
        return self._items[message_id]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Override of QAccessibleInterface.indexOfChild."""
        row = self.scene.model.row_of(child.message_id) if isinstance(child, AccessibleMessage) else None
        return -1 if row is None else row

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override] # Qt takes None
        """Override of QAccessibleInterface.childAt."""
        for row in self.scene.placement.placed:
            item = self.child(row.row)
            if item is not None and item.rect().contains(x, y):
                return item
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override] # noqa: N802 - Qt's name
        """Override of QAccessibleInterface.focusChild: the current message."""
        current = self.scene.current_id
        row = None if current is None else self.scene.model.row_of(current)
        return None if row is None else self.child(row)


class AccessibleMessage(QAccessibleInterface):
    """One message."""

    def __init__(self, transcript: AccessibleTranscript, message_id: int) -> None:
        super().__init__()
        self._transcript = transcript
        self.message_id = message_id

    def isValid(self) -> bool:
        """Override of QAccessibleInterface.isValid: whether the message is still loaded."""
        return self._row() is not None

    def object(self) -> QObject | None:  # type: ignore[override] # Qt takes None
        """Override of QAccessibleInterface.object: there is none."""
        return None

    def window(self) -> QWindow:
        """Override of QAccessibleInterface.window."""
        return self._transcript.window()

    def parent(self) -> QAccessibleInterface:
        """Override of QAccessibleInterface.parent."""
        return self._transcript

    def childCount(self) -> int:
        """Override of QAccessibleInterface.childCount."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override] # Qt takes None
        """Override of QAccessibleInterface.child."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override] # Qt takes None
        """Override of QAccessibleInterface.childAt."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Override of QAccessibleInterface.indexOfChild."""
        return -1

    def role(self) -> QAccessible.Role:
        """Override of QAccessibleInterface.role."""
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        """Override of QAccessibleInterface.text."""
        row, scene = self._row(), self._transcript.scene
        if row is None or kind is not QAccessible.Text.Name:
            return ""
        message = scene.model.message(row)
        return described(message, scene.speaker.name, scene.messages.thought_of(message))

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Override of QAccessibleInterface.setText: messages are not edited here."""

    def rect(self) -> QRect:
        """Override of QAccessibleInterface.rect: on the screen; empty while out of view."""
        view = self._transcript.view
        placed = self._transcript.scene.row_of(self.message_id)
        if placed is None:
            return QRect()
        bubble = placed.laid.rects.bubble.translated(0, placed.top).toRect()
        return QRect(view.viewport().mapToGlobal(bubble.topLeft()), bubble.size())

    def state(self) -> QAccessible.State:
        """Override of QAccessibleInterface.state."""
        scene, state = self._transcript.scene, QAccessible.State()
        row = self._row()
        state.focusable = state.selectable = state.selectableText = state.readOnly = True
        state.focused = self._transcript.view.hasFocus() and scene.current_id == self.message_id
        state.selected = scene.selection.holds(self.message_id)
        state.offscreen = scene.row_of(self.message_id) is None
        state.busy = row is not None and is_streaming(scene.model.message(row))
        return state

    def _row(self) -> int | None:
        return self._transcript.scene.model.row_of(self.message_id)
