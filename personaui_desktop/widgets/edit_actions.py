"""The Edit menu acts on whatever has the keyboard focus."""

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


def on_focus(method: str) -> bool:
    """Call a method such as ``copy`` on the focused widget, or on the nearest around it that has one.

    Answers whether any had it.
    """
    widget = QApplication.focusWidget()
    while widget is not None:
        handler = getattr(widget, method, None)
        if callable(handler) and not _is_read_only(widget, method):
            handler()
            return True
        widget = widget.parentWidget()
    return False


def undo_on_focus() -> bool:
    """Undo in the focused field; answers whether it had anything to undo."""
    return can_undo(QApplication.focusWidget()) and on_focus("undo")


def redo_on_focus() -> bool:
    """Redo in the focused field; answers whether it had anything to redo."""
    return can_redo(QApplication.focusWidget()) and on_focus("redo")


def can_undo(widget: QWidget | None) -> bool:
    """Whether a field has something of its own to undo."""
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.document().isUndoAvailable()
    return False


def can_redo(widget: QWidget | None) -> bool:
    """Whether a field has something of its own to do again."""
    if isinstance(widget, QLineEdit):
        return widget.isRedoAvailable()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.document().isRedoAvailable()
    return False


def _is_read_only(widget: object, method: str) -> bool:
    return (
        isinstance(widget, QLineEdit) and widget.isReadOnly() and method in {"cut", "paste", "undo", "redo"}
    )
