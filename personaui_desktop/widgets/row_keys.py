"""F2 and Del after a click on a row are meant for the row, though the keyboard is with a field by then."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea

from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.commands.key_names import is_pressed

_ENDING = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.InputMethod,
    QEvent.Type.FocusOut,
    QEvent.Type.DragEnter,
}


class RowKeys(QObject):
    """Follows a field that is written in: F2 means nothing there, and Del only once something was done there.

    Args:
        field: is written in.
        commands: those of the row's pane.
    """

    def __init__(self, field: QAbstractScrollArea, commands: Commands) -> None:
        super().__init__(field)
        self._commands = commands
        self._is_fresh = False
        field.installEventFilter(self)
        field.viewport().installEventFilter(self)

    def follow_click(self) -> None:
        """A row was clicked, and the keyboard has gone to the field."""
        self._is_fresh = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that are meant for the row: QObject.eventFilter."""
        if event.type() in _ENDING:
            self._is_fresh = False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        is_fresh, self._is_fresh = self._is_fresh, False
        for name, counts in (("session.rename", True), ("session.delete", is_fresh)):
            if counts and any(is_pressed(event, keys) for keys in self._commands[name].pane_keys):
                self._commands.start(name)
                return True
        return False
