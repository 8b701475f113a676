"""What can be done about the last attempt at a reply: made again, gone on with, or taken as it is."""

from collections.abc import Callable

from personaui_desktop.item_models.messages import MessageListModel
from personaui_desktop.records import Message
from personaui_desktop.widgets.chat.reply_flow import ReplyFlow, Where
from personaui_desktop.widgets.chat.transcript.facts import actions_for
from personaui_desktop.widgets.chat.transcript.layout.message import Action
from personaui_desktop.widgets.common.notices import Notices


class Attempts:
    """The menu's way to what the transcript and the foot offer, for the session that is shown.

    Args:
        model: the messages.
        flow: asks for replies.
        where: answers the persona and session that are shown.
        send: sends what is in the composer.
        notices: where it is told that there is nothing to do.
    """

    def __init__(
        self,
        model: MessageListModel,
        flow: ReplyFlow,
        where: Callable[[], Where],
        send: Callable[[], object],
        notices: Notices,
    ) -> None:
        self._model, self._flow, self._where = model, flow, where
        self._send, self._notices = send, notices

    @property
    def last_message(self) -> Message | None:
        """The session's newest message, if it is loaded."""
        rows = self._model.rowCount()
        return self._model.message(rows - 1) if rows and not self._model.has_newer else None

    @property
    def can_retry(self) -> bool:
        """Whether there is an attempt to make again."""
        last = self.last_message
        is_unanswered = last is not None and last["is_user"]
        may_ask = self._is_unsent or is_unanswered or self._offers(Action.RETRY)
        return may_ask and not self._flow.is_replying(self._where())

    @property
    def can_continue(self) -> bool:
        """Whether the last reply broke off where it could go on."""
        return self._offers(Action.CONTINUE)

    @property
    def can_keep(self) -> bool:
        """Whether the last reply broke off and could be taken as it is."""
        return self._offers(Action.KEEP)

    def retry(self) -> None:
        """Try the last attempt again, whichever it was."""
        last = self.last_message
        if self._is_unsent:
            self._send()
        elif last is not None and last["is_user"]:
            self._flow.ask(self._where())
        elif last is not None and self._offers(Action.RETRY):
            self._flow.retry(self._where(), last["id"])
        elif self._model.has_newer:
            self._notices.show(
                "The latest reply is further down.", "Jump to the latest message and try again."
            )
        else:
            self._notices.show("The latest reply is complete.")

    def continue_reply(self) -> None:
        """Ask for the rest of the last reply, where it broke off."""
        last = self.last_message
        if last is not None and self.can_continue:
            self._flow.resume(self._where(), last["id"])

    def keep_reply(self) -> None:
        """Take the last reply as it is, where it broke off."""
        last = self.last_message
        if last is not None and self.can_keep:
            self._flow.keep(self._where(), last["id"])

    @property
    def _is_unsent(self) -> bool:
        """Whether the last message could not be stored and waits in the composer."""
        trouble = self._flow.trouble(self._where())
        return trouble is not None and trouble.is_unsent

    def _offers(self, action: Action) -> bool:
        """Whether the transcript offers this beneath the last reply."""
        last = self.last_message
        is_replying = self._flow.is_replying(self._where())
        return last is not None and not is_replying and action in actions_for(last)
