"""What is painted of a transcript while a reply grows in it."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from support.transcripts import a_message, a_model, append_text, messages, on_screen

from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.widgets.chat.transcript.view import TranscriptView


class Painted(QObject):
    """Adds up what is painted of a view."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__(view)
        self.region = QRegion()
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False

    @property
    def height(self) -> int:
        return sum(rect.height() for rect in self.region)  # type: ignore[attr-defined]


def a_growing_reply(text: str) -> MessageListModel:
    return a_model([*messages(1, 9), a_message(11, text, status=ReplyStatus.STREAMING)])


def show_piece(view: TranscriptView, piece: str) -> None:
    append_text(view.scene.model, 11, piece)
    view.throttle.flush()
    QApplication.processEvents()


def assert_as_painted_anew(view: TranscriptView) -> None:
    assert on_screen(view) == view.grab().toImage()
