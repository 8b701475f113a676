"""What is typed where nothing can be typed goes to the composer."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier


class TypingRelay(QObject):
    """Hands characters that are typed in lists to a field, and the keyboard focus with them.

    Args:
        field: where one writes.
    """

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field

    def take_from(self, widget: QWidget) -> None:
        """What is typed there goes to the field from now on."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send characters on: QObject.eventFilter."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not self._field.isVisible() or not writes_something(event):
            return False
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        QCoreApplication.sendEvent(self._field, event)
        return True


def writes_something(event: QKeyEvent) -> bool:
    """Whether a key writes a character. Space does not: it chooses and scrolls."""
    commands = event.modifiers() & _COMMANDS
    # Ctrl and Alt together are how some keyboards write further characters.
    is_command = commands not in {Qt.KeyboardModifier.NoModifier, _COMMANDS}
    if is_command or event.modifiers() & _META:
        return False
    return bool(event.text()) and event.text().isprintable() and not event.text().isspace()
