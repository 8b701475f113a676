"""Says for how long a server is left alone before it is asked again."""

from collections.abc import Callable
from math import ceil
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.banner import Banner

BUSY = Phrase("Chat", "The server is busy.")


class WaitBanner(Banner):
    """Counts down in whole seconds, one word a second, and offers not to wait.

    ``ends_at`` is when the wait ends, by ``time.monotonic``; ``None`` while there is none.

    Args:
        ask_now: asks again at once.
        stop: asks no more.
    """

    def __init__(
        self, ask_now: Callable[[], object], stop: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "", "dim", [(translate("Chat", "Retry now"), ask_now), (translate("Chat", "Stop"), stop)], parent
        )
        self.ends_at: float | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._count)

    def count_down(self, until: float | None) -> None:
        """Say how long it is until then, by ``time.monotonic``; be silent where it is ``None``."""
        if until == self.ends_at:
            return
        self.ends_at = until
        self._count(aloud=True)

    def _count(self, *, aloud: bool = False) -> None:
        if self.ends_at is None:
            self.say("")
            return
        left = self.ends_at - monotonic()
        seconds = max(1, ceil(left))
        again = Phrase("Chat", "Retrying in {n} second.|Retrying in {n} seconds.").of(seconds)
        # A screen reader says it once; each second would be said over the one before.
        self.say(translated(BUSY), translated(again), aloud=aloud)
        if seconds > 1:
            self._timer.start(ceil((left - seconds + 1) * 1000))
