"""Files that are dropped on a window beside the conversation: characters to bring."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class Drops(QObject):
    """Takes what no pane of a window takes.

    Args:
        window: on which it is dropped.
        bring: shows the cards.
    """

    def __init__(self, window: QWidget, bring: Callable[[list[Path]], object]) -> None:
        super().__init__(window)
        self._bring = bring
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files: QObject.eventFilter."""
        if event.type() in {QEvent.Type.DragEnter, QEvent.Type.Drop} and isinstance(event, QDropEvent):
            urls = event.mimeData().urls()
            files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
            if files:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self._bring(files)
                return True
        return super().eventFilter(watched, event)
