"""Says for how long a model has been thinking, while nothing of its reply has come."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from personaui_desktop.background.thinking import ThinkingNow
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.banner import Banner

THINKING = Phrase("Chat", "Thinking… {n} s|Thinking… {n} s")


class ThinkingBanner(Banner):
    """Counts whole seconds, and offers to read along.

    Args:
        show: opens what is being thought.
    """

    def __init__(self, show: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("", "dim", [(translate("Chat", "Show thought…"), show)], parent)
        self._since: float | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._say)

    def follow(self, thinking: ThinkingNow | None) -> None:
        """Count from when it began; be silent where nothing is being thought."""
        since = None if thinking is None else thinking.since
        if since == self._since:
            return
        begins = self._since is None
        if begins:
            self.buttons[0].setAccessibleName(translate("Chat", "Show what the model is thinking"))
        self._since = since
        self._say(aloud=begins)

    def _say(self, *, aloud: bool = False) -> None:
        # A screen reader says that it thinks once; each second would be said over the one before.
        if self._since is None:
            self._timer.stop()
            self.say("")
            return
        seconds = max(0.0, monotonic() - self._since)
        self.say(thinking_words(self._since), aloud=aloud)
        self._timer.start(max(1, round((int(seconds) + 1 - seconds) * 1000)))


def thinking_words(since: float) -> str:
    """For how long the model has been thinking, in whole seconds; ``since`` is by ``time.monotonic``."""
    return translated(THINKING.of(max(1, int(monotonic() - since))))
