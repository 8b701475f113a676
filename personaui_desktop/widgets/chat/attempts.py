"""What can be done about the last attempt at a reply: made again, gone on with, or taken as it is."""

from collections.abc import Callable

from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import Message
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.reply_requests import ReplyRequests
from personaui_desktop.widgets.chat.transcript.facts import actions_for
from personaui_desktop.widgets.chat.transcript.layout.message import ReplyAction
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Where


class Attempts:
    """The menu's way to what the transcript and the foot offer, for the session that is shown.

    Args:
        model: the messages.
        requests: asks for replies.
        where: answers the persona and session that are shown.
        send: sends what is in the composer.
        write_on: gives the composer the keyboard, once it is chosen what becomes of a reply.
        notices: where it is told that there is nothing to do.
    """

    def __init__(
        self,
        model: MessageListModel,
        requests: ReplyRequests,
        where: Callable[[], Where],
        send: Callable[[], object],
        write_on: Callable[[], object],
        notices: Notices,
    ) -> None:
        self._model, self._requests, self._where = model, requests, where
        self._send, self._write_on, self._notices = send, write_on, notices

    @property
    def last_message(self) -> Message | None:
        """The session's newest message, if it is loaded."""
        rows = self._model.rowCount()
        return self._model.message(rows - 1) if rows and not self._model.has_newer else None

    @property
    def can_retry(self) -> bool:
        """Whether there is an attempt to make again, or one that waits to be made."""
        if self._requests.server_wait(self._where()).busy_until is not None:
            return True
        may_ask = self._is_unsent or self.last_message is not None
        return may_ask and not self._requests.is_replying(self._where())

    def words(self) -> str:
        """What the menu calls `retry`: a reply that is complete is not retried but said anew."""
        last = self.last_message
        is_waiting = self._is_unsent or self._requests.is_replying(self._where())
        is_anew = not is_waiting and last is not None and not last.is_user and not self.is_broken(last)
        words = Phrase("Chat", "Re&generate reply") if is_anew else Phrase("Chat", "Re&try reply")
        return translated(words)

    def is_broken(self, message: Message) -> bool:
        """Whether a message is the last one and a reply that is not whole, which is retried."""
        last = self.last_message
        return last is not None and last.id == message.id and ReplyAction.RETRY in actions_for(message)

    def offers(self, action: ReplyAction, reply: Message) -> bool:
        """Whether this can be done about a reply."""
        return not self._requests.is_replying(self._where()) and action in actions_for(reply)

    @property
    def can_add(self) -> bool:
        """Whether the persona can add something to what it said last."""
        last, where = self.last_message, self._where()
        is_replied = last is not None and not last.is_user and last.is_complete
        return is_replied and not self._requests.is_replying(where) and not self._requests.is_sending(where)

    def add(self) -> None:
        """Have the persona add something to what it said last."""
        if self.can_add:
            self._requests.add(self._where())

    def retry(self) -> None:
        """Try the last attempt again, whichever it was."""
        last = self.last_message
        if self._requests.server_wait(self._where()).busy_until is not None:
            self._requests.ask_now(self._where())
        elif self._requests.is_replying(self._where()):
            self._notices.show(translate("Chat", "The reply is still being written."))
        elif self._is_unsent:
            self._send()
        elif last is not None and last.is_user:
            self._requests.ask(self._where())
        elif last is not None:
            # What it says stays as a version, whether it broke off or is complete.
            self._requests.retry(self._where(), last.id)
        elif self._model.has_newer:
            self._notices.show(
                translate("Chat", "The latest reply is further down."),
                translate("Chat", "Jump to the latest message and try again."),
            )
        else:
            self._notices.show(translate("Chat", "There is no message to answer yet."))

    def retry_reply(self, reply: Message) -> None:
        """Ask for a reply anew."""
        if self.offers(ReplyAction.RETRY, reply):
            self._requests.retry(self._where(), reply.id)
        self._write_on()

    def continue_reply(self, reply: Message) -> None:
        """Ask for the rest of a reply, where it broke off."""
        if self.offers(ReplyAction.CONTINUE, reply):
            self._requests.resume(self._where(), reply.id)
        self._write_on()

    def keep_reply(self, reply: Message) -> None:
        """Take a reply as it is, where it broke off."""
        if self.offers(ReplyAction.KEEP, reply):
            self._requests.keep(self._where(), reply.id)
        self._write_on()

    @property
    def _is_unsent(self) -> bool:
        """Whether the last message could not be stored and waits in the composer."""
        trouble = self._requests.trouble(self._where())
        return trouble is not None and trouble.is_unsent
