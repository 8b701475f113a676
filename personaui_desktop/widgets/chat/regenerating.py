"""Has a reply said anew: as usual, or by another model or in a certain way, as the person says."""

from functools import partial

from PySide6.QtCore import QObject

from personaui_desktop.operations import provider as server
from personaui_desktop.records.messages import Message
from personaui_desktop.records.replies import Wanted
from personaui_desktop.translation import translate
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.chat.regenerate_dialog import RegenerateDialog
from personaui_desktop.widgets.common.place import Where


class Regenerating(QObject):
    """Asks for further versions of replies of the session that is shown.

    Args:
        pane: shows the session, and tells which replies are broken: asking for those is called a retry.
    """

    def __init__(self, pane: ChatPane) -> None:
        super().__init__(pane)
        self._desk, self._where, self._notices, self._view = pane.desk, pane.shown, pane.notices, pane
        self._is_broken, self._meant = pane.attempts.is_broken, pane.meant
        self._attempts = pane.attempts

    def words(self, message: Message) -> str:
        """What a message's menu calls asking for another version."""
        return translate("Chat", "Retry") if self._is_broken(message) else translate("Chat", "Regenerate")

    def words_with(self, message: Message) -> str:
        """What a message's menu calls asking for another version by another model or in a certain way."""
        if self._is_broken(message):
            return translate("Chat", "Retry with…")
        return translate("Chat", "Regenerate with…")

    def menu_words_with(self) -> str:
        """What the menu bar calls that."""
        meant = self._meant.message
        if meant is not None and self._is_broken(meant):
            return translate("Chat", "Retry &with…")
        return translate("Chat", "Regenerate &with…")

    def can(self, message: Message) -> bool:
        """Whether another version of a message can be asked for."""
        return not message.is_user and not self._desk.requests.is_replying(self._where())

    def regenerate(self, message: Message) -> None:
        """Ask for another version of a reply; what it says stays beside it."""
        self._ask(self._where(), message, Wanted())

    def regenerate_as(self, how: str) -> None:
        """Ask for another version of the latest reply, in a certain way."""
        last = self._attempts.last_message
        if last is not None:
            self._ask(self._where(), last, Wanted(instruction=how))

    def regenerate_with(self, message: Message) -> None:
        """Let the person say by which model, and how, then ask."""
        if not self._may_ask(message):
            return
        answering = self._desk.answering
        name = "" if answering is None or answering.is_demo else answering.name
        dialog = RegenerateDialog(name, self.words(message), self._view)
        dialog.models_requested.connect(partial(self._list_models, dialog))
        dialog.wanted.connect(partial(self._ask, self._where(), message))
        dialog.open()

    def _ask(self, where: Where, message: Message, wanted: Wanted) -> None:
        if where == self._where() and self._may_ask(message):
            self._desk.requests.regenerate(where, message.id, wanted)

    def _may_ask(self, message: Message) -> bool:
        """Whether a version can be asked for; where not, say why."""
        if message.is_user:
            self._notices.show(translate("Chat", "Only a reply can be regenerated."))
        elif self._desk.requests.is_replying(self._where()):
            self._notices.show(translate("Chat", "The reply is still being written."))
        return self.can(message)

    def _list_models(self, dialog: RegenerateDialog) -> None:
        work = server.list_models(self._desk.credentials, self._desk.preferences.settings.provider)
        self._desk.run(work, dialog, dialog.model.show_models, dialog.model.show_problem)
