"""The foot of the chat pane: what became of the last attempt, and the composer."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from personaui_desktop.records.messages import Message, ReplyStatus
from personaui_desktop.records.replies import ServerWait
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.banner import Banner
from personaui_desktop.widgets.chat.composer import Composer
from personaui_desktop.widgets.chat.cost_line import CostLine
from personaui_desktop.widgets.chat.reply_requests import ReplyTrouble
from personaui_desktop.widgets.chat.wait_banner import WaitBanner
from personaui_desktop.widgets.common.theme import RELATED, STEP

_WITHOUT_SENTENCE = {ReplyStatus.COMPLETE, ReplyStatus.STOPPED, None}


class ChatFoot(QWidget):
    """Shows at most one banner above the composer.

    Signals:
        retry_requested: the last attempt is to be made again, or made now if it waits.
        stop_requested: what waits is not to be waited for.
        settings_requested: the connection is to be set up.
    """

    retry_requested = Signal()
    stop_requested = Signal()
    settings_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        retry = (translate("Chat", "Retry"), self.retry_requested.emit)
        self.trouble = Banner(
            "warning", "warn", [retry, (translate("Chat", "Settings…"), self.settings_requested.emit)], self
        )
        self.no_reply = Banner("", "dim", [retry], self)
        self.waiting = WaitBanner(self.retry_requested.emit, self.stop_requested.emit, self)
        self.composer = Composer(self)
        self.cost_line = CostLine(self)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, RELATED, 0, 0)
        layout.setSpacing(RELATED)
        for widget in (self.trouble, self.no_reply, self.waiting, self.composer):
            layout.addWidget(widget)
        layout.addSpacing(-STEP)
        layout.addWidget(self.cost_line)

    def put_above(self, widget: QWidget) -> None:
        """Have something stand above all that is here."""
        self._layout.insertWidget(0, widget)

    def put_on_composer(self, widget: QWidget) -> None:
        """Have something stand right above the composer."""
        self._layout.insertWidget(self._layout.indexOf(self.composer), widget)

    def show_state(
        self,
        *,
        is_replying: bool,
        is_sending: bool,
        server_wait: ServerWait,
        trouble: ReplyTrouble | None,
        last: Message | None,
    ) -> None:
        """Show how things stand.

        Args:
            is_replying: a reply is being asked for or written.
            is_sending: a message is being stored.
            server_wait: whether the server is waited for, and how.
            trouble: why the last attempt brought nothing.
            last: the session's newest message, if it is loaded.
        """
        with self.leaving_keyboard():
            self._show_state(is_replying, is_sending, server_wait, trouble, last)

    @contextmanager
    def leaving_keyboard(self) -> Iterator[None]:
        """Whatever has the keyboard, and is hidden within, leaves it to whoever writes."""
        focused = self.focusWidget()
        yield
        if focused is not None and not focused.isVisibleTo(self):
            self.composer.edit.setFocus()

    def _show_state(
        self,
        is_replying: bool,
        is_sending: bool,
        server_wait: ServerWait,
        trouble: ReplyTrouble | None,
        last: Message | None,
    ) -> None:
        self.composer.set_replying(is_replying)
        self.composer.set_sending(is_sending)
        self.waiting.follow(server_wait)
        if is_replying or trouble is None or _is_told_by(last, trouble):
            self.trouble.say("")
        else:
            self.trouble.say(trouble.sentence, trouble.remedy)
        waits = last is not None and last.is_user
        is_quiet = is_replying or is_sending or trouble is not None
        self.no_reply.say(translate("Chat", "No reply yet.") if waits and not is_quiet else "")


def _is_told_by(last: Message | None, trouble: ReplyTrouble) -> bool:
    """Whether the reply's own row says it beneath its text, or is about to be read again and may."""
    if last is None or not trouble.is_of_reply:
        return False
    return last.status not in _WITHOUT_SENTENCE
