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


class KeepsUndo:
    """A page that remembers what was done in all its fields together; nothing else is taken back there."""

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        raise NotImplementedError

    @property
    def can_redo(self) -> bool:
        """Whether something can be done again."""
        raise NotImplementedError

    def undo(self) -> None:
        """Take back what was done last, if anything."""
        raise NotImplementedError

    def redo(self) -> None:
        """Do again what was taken back last, if anything."""
        raise NotImplementedError


def undo_on_focus() -> bool:
    """Undo in the focused field or its page; answers whether nothing further away is to be undone."""
    page = _page_around(QApplication.focusWidget())
    if page is not None:
        page.undo()
        return True
    return can_undo(QApplication.focusWidget()) and on_focus("undo")


def redo_on_focus() -> bool:
    """Redo in the focused field or its page; answers whether nothing further away is to be redone."""
    page = _page_around(QApplication.focusWidget())
    if page is not None:
        page.redo()
        return True
    return can_redo(QApplication.focusWidget()) and on_focus("redo")


def can_undo(widget: QWidget | None) -> bool:
    """Whether a field, or the page around it, has something of its own to undo."""
    page = _page_around(widget)
    if page is not None:
        return page.can_undo
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.document().isUndoAvailable()
    return False


def can_redo(widget: QWidget | None) -> bool:
    """Whether a field, or the page around it, has something of its own to do again."""
    page = _page_around(widget)
    if page is not None:
        return page.can_redo
    if isinstance(widget, QLineEdit):
        return widget.isRedoAvailable()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.document().isRedoAvailable()
    return False


def _page_around(widget: QWidget | None) -> KeepsUndo | None:
    while widget is not None and not isinstance(widget, KeepsUndo):
        widget = widget.parentWidget()
    return widget


def _is_read_only(widget: object, method: str) -> bool:
    return (
        isinstance(widget, QLineEdit) and widget.isReadOnly() and method in {"cut", "paste", "undo", "redo"}
    )
