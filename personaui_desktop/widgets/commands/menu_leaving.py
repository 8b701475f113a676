"""A menu bar gives the keyboard back as soon as a menu is left or something else is clicked."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


class MenuLeaving(QObject):
    """Qt's own bar keeps the keyboard after Escape has closed a menu, and whatever is clicked then.

    Who goes on writing would open menus by the letters, and run what stands in them.

    Args:
        bar: whose keyboard it is.
    """

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        bar.installEventFilter(self)

    def watch(self, menu: QMenu) -> None:
        """Escape in this menu of the bar leaves the bar, too."""
        menu.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the keyboard, Escape and clicks: QObject.eventFilter."""
        kind = event.type()
        if watched is self._bar:
            self._follow_focus(kind)
        elif kind == QEvent.Type.KeyPress and isinstance(watched, QMenu) and _is_escape(event):
            watched.close()
            self._leave()
            return True
        elif kind == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            self._follow_click(watched)
        return False

    def _follow_focus(self, kind: QEvent.Type) -> None:
        program = QCoreApplication.instance()
        if program is None:
            return
        # The clicks of the whole program are looked at only while the bar has the keyboard.
        if kind == QEvent.Type.FocusIn:
            program.installEventFilter(self)
        elif kind == QEvent.Type.FocusOut:
            program.removeEventFilter(self)

    def _follow_click(self, clicked: QWidget) -> None:
        is_in_menu = isinstance(clicked, QMenu) or self._bar.isAncestorOf(clicked)
        if self._bar.hasFocus() and not is_in_menu:
            self._leave()

    def _leave(self) -> None:
        """Escape in the bar itself is Qt's own way out: what had the keyboard before has it again."""
        no_keys = Qt.KeyboardModifier.NoModifier
        QCoreApplication.sendEvent(self._bar, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, no_keys))


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
