"""Says for how long a busy server is left alone, and that a silent one has not answered yet."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from personaui_desktop.records.replies import ServerWait
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.banner import Banner
from personaui_desktop.widgets.common.wait_words import words_of


class WaitBanner(Banner):
    """Counts down in whole seconds, one word a second, and offers not to wait.

    ``wait`` is what it tells of.

    Args:
        ask_now: asks a busy server again at once.
        stop: asks no more.
    """

    def __init__(
        self, ask_now: Callable[[], object], stop: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        buttons = [(translate("Chat", "Retry now"), ask_now), (translate("Chat", "Stop"), stop)]
        super().__init__("", "dim", buttons, parent)
        self.wait = ServerWait()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def follow(self, wait: ServerWait) -> None:
        """Say how it stands with a server; be silent where nothing is waited for."""
        if wait == self.wait:
            return
        self.wait = wait
        self.buttons[0].setVisible(wait.busy_until is not None)
        self._say(aloud=True)

    def _go_on(self) -> None:
        # A screen reader says a countdown once; each second would be said over the one before.
        self._say(aloud=self.wait.busy_until is None)

    def _say(self, *, aloud: bool) -> None:
        said = words_of(self.wait, monotonic())
        self.say(said.sentence, said.remedy, aloud=aloud)
        if said.changes_in_ms is None:
            self._timer.stop()
        else:
            self._timer.start(said.changes_in_ms)
