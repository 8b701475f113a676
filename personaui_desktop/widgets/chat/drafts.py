"""What was written but not sent, by session; kept while the program runs."""

from personaui_desktop.widgets.chat.composer import Composer, without_sent
from personaui_desktop.widgets.chat.reply_flow import Sent, Where


class Drafts:
    """Gives the composer the text of the session that is shown, and keeps those of the others.

    Args:
        composer: the one composer.
        where: which session it writes to.
    """

    def __init__(self, composer: Composer, where: Where) -> None:
        self._composer = composer
        self._where = where
        self._texts: dict[Where, str] = {}

    def go_to(self, where: Where, *, takes_along: bool = False) -> None:
        """Write to another session from now on; what is written waits where it was, or comes along."""
        if where == self._where:
            return
        text = self._composer.text
        # What is typed before any persona is there is meant for the first one that comes.
        if not takes_along and self._where[0]:
            self._put(self._where, text)
            text = ""
        self._where = where
        self._composer.set_text("\n".join(filter(None, (self._texts.pop(where, ""), text))))

    def forget_sent(self, sent: Sent, session_id: int) -> None:
        """A message is stored: take its text away, where it was written."""
        if sent.where != self._where:
            self._put(sent.where, without_sent(self._texts.get(sent.where, ""), sent.text))
            return
        self._composer.forget_sent(sent.text)
        begins_session = sent.where[1] is None
        if begins_session:
            # What was written since belongs to the session that has just begun.
            self._put((sent.where[0], session_id), self._composer.text)
            self._composer.set_text("")

    def _put(self, where: Where, text: str) -> None:
        if text:
            self._texts[where] = text
        else:
            self._texts.pop(where, None)
