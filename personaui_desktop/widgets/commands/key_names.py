"""Keys as commands name them, compared with what is pressed, and both keys and words as people read them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_RETURN, _ENTER = (QKeySequence(each).toString() for each in (Qt.Key.Key_Return, Qt.Key.Key_Enter))
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def is_pressed(event: QKeyEvent, keys: str) -> bool:
    """Whether an event is for these keys, such as ``Ctrl+Shift+F``; both Enter keys are one."""
    return keys_of(event.key(), event.modifiers()) == QKeySequence(keys).toString()


def keys_of(key: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> str:
    """A key with its modifiers, as commands name them."""
    if key == Qt.Key.Key_Return:
        key = Qt.Key.Key_Enter.value
    return QKeySequence(key | (modifiers & ~_KEYPAD).value).toString()


def as_named(keys: str) -> str:
    """Keys as Qt writes them, so that they can be compared; both Enter keys are one."""
    return QKeySequence(keys).toString().replace(_RETURN, _ENTER)


def sequences(keys: str) -> list[QKeySequence]:
    """What Qt is to listen for: where one Enter key is meant, so is the other."""
    both = dict.fromkeys((keys, keys.replace(_ENTER, _RETURN)))
    return [QKeySequence(each) for each in both]


def shown(keys: str) -> str:
    """Keys as this system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def plain(words: str) -> str:
    """A command's words outside a menu: without mnemonic, and without the dots that promise a dialog."""
    return words.replace("&", "").rstrip("…")
