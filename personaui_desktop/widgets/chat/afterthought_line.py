"""The line above the composer that says when the persona may add something, and what that costs."""

from PySide6.QtCore import QObject

from personaui_desktop.errors import KnownError
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.banner import Banner
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.common.wording import isolated


class AfterthoughtLine(QObject):
    """Follows the conversation that is shown. What is written, and Esc, end the countdown there.

    Args:
        pane: above whose composer it stands.
    """

    def __init__(self, pane: ChatPane) -> None:
        super().__init__(pane)
        self._pane, self._coming = pane, pane.desk.afterthoughts
        buttons = [(translate("Chat", "Now"), self._ask_now), (translate("Chat", "Cancel"), self.cancel)]
        self.banner = Banner("", "dim", buttons, pane)
        pane.foot.put_above(self.banner)
        self._coming.changed.connect(self._show)
        self._coming.failed.connect(self._tell)
        pane.place.persona_changed.connect(self._show)
        pane.place.session_changed.connect(self._show)
        pane.composer.text_changed.connect(self._follow_text)
        pane.composer.stop_requested.connect(self.cancel)
        pane.costs.counted.connect(self._show)

    @property
    def is_shown(self) -> bool:
        """Whether something may be added here."""
        return self._coming.coming(self._pane.place.where) is not None

    def cancel(self) -> None:
        """Nothing is to be added here."""
        with self._pane.foot.leaving_keyboard():
            self._coming.cancel(self._pane.place.where)

    def _ask_now(self) -> None:
        self._coming.ask_now(self._pane.place.where)
        self._pane.focus_composer()

    def _follow_text(self) -> None:
        if self._pane.composer.text.strip():
            self._coming.cancel(self._pane.place.where)

    def _show(self, _whither: object = None) -> None:
        coming = self._coming.coming(self._pane.place.where)
        if coming is None:
            self.banner.say("")
            return
        if self._pane.shown() == self._pane.place.where and self._pane.composer.text.strip():
            self._coming.cancel(self._pane.place.where)
            return
        self.banner.buttons[0].setVisible(coming.seconds > 0)
        # A screen reader says a countdown once; each second would be said over the one before.
        self.banner.say(self._words(coming.seconds), aloud=self.banner.isHidden() or not coming.seconds)

    def _words(self, seconds: int) -> str:
        listing = self._pane.desk.personas.listing(self._pane.place.persona_id)
        name = isolated(listing.profile.name if listing is not None else "")
        if not seconds:
            return translate("Chat", "{name} is thinking of something to add…").format(name=name)
        line = translate("Chat", "{name} may add something in {seconds} s · {cost}")
        return line.format(name=name, seconds=seconds, cost=self._pane.costs.price_of_a_reply)

    def _tell(self, where: Where, why: KnownError | Phrase | str) -> None:
        if where != self._pane.place.where:
            return
        if isinstance(why, KnownError):
            self._pane.notices.tell(why)
        else:
            self._pane.notices.show(translate("Chat", "Nothing was added."), translated(why))
