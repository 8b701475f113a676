"""What can be done with the versions of a message: another one shown, one deleted, all of them listed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.operations import versions
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.messages import Message
from personaui_desktop.records.versions import ChosenVersion, Version
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.version_words import line_of
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.common.undo_history import UndoHistory

ONLY_ONE = Phrase("Chat", "This message has only one version.")
ONE_BY_REGENERATING = Phrase("Chat", "Regenerate a reply to have another.")


class Versions(QObject):
    """Acts on the messages of the session that is shown.

    Args:
        run: runs the operations.
        where: answers the persona and session that are shown.
        notices: where it is told that there is nothing to do.
        history: takes back.
        view: over which the list opens.
    """

    def __init__(
        self, run: Run, where: Callable[[], Where], notices: Notices, history: UndoHistory, view: QWidget
    ) -> None:
        super().__init__(view)
        self._run, self._where, self._notices, self._history = run, where, notices, history
        self._view = view

    def step(self, by: int, message: Message) -> None:
        """Show the version that stands so many places on, or with a negative number back."""
        persona_id = self._where()[0]
        work = versions.step(persona_id, message.session_id, message.id, by)
        self._run(work, self, otherwise=self._history.fail)

    def delete(self, message: Message) -> None:
        """Delete the version that is shown; a neighbour takes its place."""
        if message.versions == 1:
            self.tell_only_one()
            return
        persona_id = self._where()[0]
        self._run(
            versions.listing(persona_id, message.id),
            self,
            partial(self._delete_chosen, persona_id, message),
            self._history.fail,
        )

    def show_list(self, message: Message, at: QPoint) -> None:
        """Open a list of all versions at a point of the screen."""
        persona_id = self._where()[0]
        self._run(
            versions.listing(persona_id, message.id),
            self,
            partial(self._open_list, persona_id, message, at),
            self._history.fail,
        )

    def tell_only_one(self) -> None:
        """Say why nothing can be chosen or deleted."""
        self._notices.show(translated(ONLY_ONE), translated(ONE_BY_REGENERATING))

    def _open_list(self, persona_id: str, message: Message, at: QPoint, found: list[Version]) -> None:
        if not found:
            self.tell_only_one()
        elif self._where()[0] == persona_id:
            self.list_menu(persona_id, message, found).popup(at)

    def list_menu(self, persona_id: str, message: Message, found: list[Version]) -> QMenu:
        """The list of a message's versions; choosing one has the message say that."""
        menu = QMenu(self._view)
        menu.setAccessibleName(translate("Chat", "Versions"))
        # Gone once it is closed: what it lists may be otherwise the next time.
        menu.aboutToHide.connect(menu.deleteLater)
        group = QActionGroup(menu)
        for number, version in enumerate(found, 1):
            action = QAction(line_of(number, version), menu)
            action.setCheckable(True)
            action.setChecked(version.is_chosen)
            action.triggered.connect(partial(self._choose, persona_id, message, version.id))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(translate("Chat", "Delete this version"), partial(self.delete, message))
        return menu

    def _choose(self, persona_id: str, message: Message, version_id: int, _checked: bool = True) -> None:
        work = versions.choose(persona_id, message.session_id, message.id, version_id)
        self._run(work, self, self._tell_if_gone, self._history.fail)

    def _tell_if_gone(self, chosen: ChosenVersion | None) -> None:
        if chosen is None:
            self._notices.show(
                translate("Chat", "This version no longer exists."), translate("Chat", "Choose another.")
            )

    def _delete_chosen(self, persona_id: str, message: Message, found: list[Version]) -> None:
        chosen = next((version for version in found if version.is_chosen), None)
        if chosen is None or len(found) == 1:
            self.tell_only_one()
            return
        work = versions.delete(persona_id, message.session_id, message.id, chosen.id)
        self._run(work, self, self._offer_undo, self._history.fail)

    def _offer_undo(self, deleted: ChosenVersion | None) -> None:
        if deleted is not None and deleted.step_id is not None:
            self._history.offer(translate("Chat", "Version deleted."), deleted.step_id)
