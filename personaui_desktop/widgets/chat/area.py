"""The conversation's place: the transcript, or what stands there while there is none to show."""

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from personaui_desktop.records.personas import Profile
from personaui_desktop.widgets.chat.column import in_column
from personaui_desktop.widgets.chat.standing import NothingSaid, Problem, Skeleton

LEAST_HEIGHT = 40
"""In a low window the conversation gives way before what stands beside it, pixels."""
PATIENCE_MS = 200
"""How long nothing is shown before it is said that something is on its way."""


class ConversationArea(QStackedWidget):
    """Shows one thing at a time. What is quick comes without a flicker, what is slow is announced."""

    def __init__(
        self, transcript: QWidget, try_again: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.transcript = transcript
        self.blank = QWidget()
        self.nothing_said = NothingSaid()
        self.problem = Problem(try_again)
        self.skeleton = Skeleton()
        self._skeleton_page = in_column(self.skeleton)
        self._next: QWidget = self.blank
        for page in (self.blank, transcript, self.nothing_said, self.problem, self._skeleton_page):
            self.addWidget(page)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self.setCurrentWidget(self._next))

    def minimumSizeHint(self) -> QSize:
        """Each page scrolls where it has to: QStackedWidget.minimumSizeHint."""
        return QSize(super().minimumSizeHint().width(), LEAST_HEIGHT)

    def show_messages(self) -> None:
        """Show the transcript."""
        self._show(self.transcript)

    def show_nothing_said(self) -> None:
        """Introduce the persona."""
        self._show(self.nothing_said)

    def expect_messages(self) -> None:
        """Messages are being read: nothing for a moment, then their skeleton."""
        self._show_later(self._skeleton_page)

    def expect_session(self) -> None:
        """A session may be chosen any moment: nothing until then; if none is, introduce the persona."""
        self._show_later(self.nothing_said)

    def show_problem(self, sentence: str, remedy: str, *, can_try_again: bool) -> None:
        """Say why there is no conversation."""
        self.problem.say(sentence, remedy, can_try_again)
        self._show(self.problem)

    def show_persona(self, persona_id: str, profile: Profile, image: QImage | None) -> None:
        """Whom `show_nothing_said` introduces."""
        self.nothing_said.show_persona(persona_id, profile, image)

    def _show(self, page: QWidget) -> None:
        self._patience.stop()
        self.setCurrentWidget(page)

    def _show_later(self, page: QWidget) -> None:
        if self._patience.isActive() and self._next is page:
            return
        if self.currentWidget() is page:
            return
        self._next = page
        self.setCurrentWidget(self.blank)
        self._patience.start(PATIENCE_MS)
