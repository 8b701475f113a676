"""A field that takes keys as they are pressed, in place of what they write."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from personaui_desktop.settings.shortcuts import is_shortcut
from personaui_desktop.widgets.commands.key_names import keys_of, shown

_HELD = {
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}


class KeyRecorder(QLineEdit):
    """Waits for keys while it has the keyboard. Tab and Escape are for going about, as anywhere.

    Signals:
        recorded: keys that can start something, as commands name them.
        refused: keys that cannot.
        left: Escape was pressed.
    """

    recorded = Signal(str)
    refused = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        # It is written in by keys alone.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def show_keys(self, keys: str) -> None:
        """Say which keys there are."""
        self.setText(keys)

    def event(self, event: QEvent) -> bool:
        """Whatever the keys mean elsewhere, here they are taken: QObject.event."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take keys once one is pressed that is not only held: QWidget.keyPressEvent."""
        if event.key() in _HELD:
            return
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
            return
        keys = keys_of(event.key(), event.modifiers())
        if is_shortcut(keys):
            self.recorded.emit(keys)
        else:
            self.refused.emit(shown(keys))
