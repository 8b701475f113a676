"""The conversation's place: the transcript, or what stands there while there is none to show."""

from collections.abc import Callable
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedWidget, QWidget

from personaui_desktop.records.personas import Profile
from personaui_desktop.widgets.chat.column import in_column

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.standing import ConversationSkeleton, NothingSaid, Problem

LEAST_HEIGHT = 40
"""In a low window the conversation gives way before what stands beside it, pixels."""
PATIENCE_MS = 200
"""How long nothing is shown before it is said that something is on its way."""


class AreaPage(Enum):
    """What stands in the conversation's place."""

    BLANK = auto()
    TRANSCRIPT = auto()
    NOTHING_SAID = auto()
    PROBLEM = auto()
    SKELETON = auto()


class _Who(NamedTuple):
    persona_id: str
    profile: Profile
    image: QImage | None


class ConversationArea(QStackedWidget):
    """Shows one thing at a time. What is quick comes without a flicker, what is slow is announced.

    What stands for the transcript is made when it is first looked at: most starts show a conversation.
    ``shown`` says what stands there.

    Signals:
        link_activated: the address of a link that was clicked before anything was said.
    """

    link_activated = Signal(str)

    def __init__(
        self, transcript: QWidget, try_again: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.transcript = transcript
        self.blank = QWidget()
        self._try_again = try_again
        self._who: _Who | None = None
        self._is_introduced = False
        self.shown = self._next = AreaPage.BLANK
        for page in (self.blank, transcript):
            self.addWidget(page)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self._turn_to(self._next))

    @cached_property
    def nothing_said(self) -> "NothingSaid":
        """The persona's introduction."""
        from personaui_desktop.widgets.chat.standing import NothingSaid

        self._is_introduced = True
        page = NothingSaid()
        page.link_activated.connect(self.link_activated)
        self.addWidget(page)
        if self._who is not None:
            page.show_persona(*self._who)
        return page

    @cached_property
    def problem(self) -> "Problem":
        """Why there is no conversation, with one way out."""
        from personaui_desktop.widgets.chat.standing import Problem

        page = Problem(self._try_again)
        self.addWidget(page)
        # Where the transcript is, rather than behind whatever was made before.
        self.setTabOrder(self.transcript, page.button)
        return page

    @cached_property
    def skeleton(self) -> "ConversationSkeleton":
        """The shape of a conversation that is still being read."""
        from personaui_desktop.widgets.chat.standing import ConversationSkeleton

        return ConversationSkeleton()

    @cached_property
    def _skeleton_page(self) -> QWidget:
        page = in_column(self.skeleton)
        self.addWidget(page)
        return page

    def minimumSizeHint(self) -> QSize:
        """Each page scrolls where it has to: QStackedWidget.minimumSizeHint."""
        return QSize(super().minimumSizeHint().width(), LEAST_HEIGHT)

    def show_messages(self) -> None:
        """Show the transcript."""
        self._show(AreaPage.TRANSCRIPT)

    def show_nothing_said(self) -> None:
        """Introduce the persona."""
        self._show(AreaPage.NOTHING_SAID)

    def expect_messages(self) -> None:
        """Messages are being read: nothing for a moment, then their skeleton."""
        self._show_later(AreaPage.SKELETON)

    def expect_session(self) -> None:
        """A session may be chosen any moment: nothing until then; if none is, introduce the persona."""
        self._show_later(AreaPage.NOTHING_SAID)

    def show_problem(self, sentence: str, remedy: str) -> None:
        """Say why there is no conversation."""
        self.problem.say(sentence, remedy)
        self._show(AreaPage.PROBLEM)

    def show_persona(self, persona_id: str, profile: Profile, image: QImage | None) -> None:
        """Whom `show_nothing_said` introduces."""
        self._who = _Who(persona_id, profile, image)
        if self._is_introduced:
            self.nothing_said.show_persona(*self._who)

    def _show(self, page: AreaPage) -> None:
        self._patience.stop()
        self._turn_to(page)

    def _show_later(self, page: AreaPage) -> None:
        if self.shown is page or (self._patience.isActive() and self._next is page):
            return
        self._next = page
        self._turn_to(AreaPage.BLANK)
        self._patience.start(PATIENCE_MS)

    def _turn_to(self, page: AreaPage) -> None:
        self.shown = page
        self.setCurrentWidget(self._widget(page))

    def _widget(self, page: AreaPage) -> QWidget:
        match page:
            case AreaPage.TRANSCRIPT:
                return self.transcript
            case AreaPage.NOTHING_SAID:
                return self.nothing_said
            case AreaPage.PROBLEM:
                return self.problem
            case AreaPage.SKELETON:
                return self._skeleton_page
        return self.blank
