"""F2 and Del after a click on a row are meant for the row, though the keyboard is with a field by then."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea

_ENDING = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.InputMethod,
    QEvent.Type.FocusOut,
    QEvent.Type.DragEnter,
}


class RowKeys(QObject):
    """Follows a field that is written in: F2 means nothing there, and Del only once something was done there.

    Signals:
        rename_asked: F2 was pressed.
        deletion_asked: Del was pressed first of all since the click.
    """

    rename_asked = Signal()
    deletion_asked = Signal()

    def __init__(self, field: QAbstractScrollArea) -> None:
        super().__init__(field)
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
        if event.key() == Qt.Key.Key_F2:
            self.rename_asked.emit()
            return True
        if event.key() == Qt.Key.Key_Delete and is_fresh:
            self.deletion_asked.emit()
            return True
        return False
