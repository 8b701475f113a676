"""Shows how full the request is, and offers to remember what will soon not be sent any more."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.banner import Banner
from personaui_desktop.widgets.chat.context_meter import ContextMeter
from personaui_desktop.widgets.chat.pane import ChatPane

if TYPE_CHECKING:
    from personaui_desktop.operations.inspection import LeavingMessages, NextMessage

_SOON = Phrase(
    "Chat",
    "Soon {n} old message will not be sent any more, and nothing is remembered of it."
    "|Soon {n} old messages will not be sent any more, and nothing is remembered of them.",
)


class ContextWatch(QObject):
    """Puts a meter above a pane's composer, and a line above that where messages are about to go.

    Args:
        pane: whose conversation.
    """

    def __init__(self, pane: ChatPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._leaving: LeavingMessages | None = None
        self._put_away: set[tuple[str, int | None]] = set()
        self.meter = ContextMeter(pane.foot)
        self.meter.clicked.connect(lambda _checked=False: pane.inspect())
        self.meter.hide()
        buttons = [
            (translate("Chat", "Remember them"), self.remember),
            (translate("Chat", "Let them go"), self.let_go),
        ]
        self.banner = Banner("memory", "memory", buttons, pane.foot)
        pane.foot.put_above(self.banner)
        pane.foot.put_on_composer(self.meter)
        pane.costs.read.connect(self._show)
        pane.place.session_changed.connect(self._hide)
        pane.place.persona_changed.connect(self._hide)

    def remember(self) -> None:
        """Have a memory suggested of what is about to go."""
        persona_id, session_id = self._pane.shown()
        if session_id is not None and self._leaving is not None:
            place = self._pane.place
            self._pane.desk.memories.remember_until(persona_id, session_id, self._leaving.last_id, place)
            self.let_go()

    def let_go(self) -> None:
        """Say no more of it in this conversation."""
        self._put_away.add(self._pane.shown())
        self.banner.say("")
        self._pane.focus_composer()

    def _hide(self, _whither: object = None) -> None:
        self._leaving = None
        self.banner.say("")
        self.meter.hide()

    def _show(self, found: "NextMessage") -> None:
        where = self._pane.shown()
        self.meter.show_fullness(found.fullness)
        self.meter.setVisible(where[1] is not None)
        if found.leaving is None:
            # Once there is room again, whatever is next to go is told of anew.
            self._put_away.discard(where)
        self._leaving = found.leaving
        is_told = found.leaving is not None and where not in self._put_away
        words = translated(_SOON.of(found.leaving.messages)) if found.leaving and is_told else ""
        # It is said once, and not anew with each message.
        self.banner.say(words, aloud=self.banner.isHidden())
