"""How hard the model is to try, chosen beside its name, where its server lists that it can be asked to."""

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from personaui_desktop.operations import provider as server
from personaui_desktop.settings.table import EFFORT_WORDS
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.pane import ChatPane


class EffortChoice(QObject):
    """Shows the setting in a pane's head, and changes it.

    What a model can be asked for is learnt before its first reply of a run, or where models are listed.

    Args:
        pane: whose head.
    """

    def __init__(self, pane: ChatPane) -> None:
        super().__init__(pane)
        self._pane, self._desk = pane, pane.desk
        self._efforts: tuple[str, ...] = ()
        pane.header.effort_requested.connect(self.open_menu)
        self._desk.replies.ended.connect(self._look)
        self._desk.preferences.changed.connect(self._look)
        self._desk.answering_changed.connect(self._look)
        self._look()

    @property
    def can_choose(self) -> bool:
        """Whether the model is known to have efforts."""
        return bool(self._efforts)

    def open_menu(self) -> None:
        """Have an effort chosen, at the head or, where that has no room for it, above what is written."""
        if not self._efforts:
            return
        chip, composer = self._pane.header.effort, self._pane.composer
        menu = self.menu()
        height = menu.sizeHint().height()
        at = chip.rect().bottomLeft() if chip.isVisible() else QPoint(0, -height)
        menu.popup((chip if chip.isVisible() else composer).mapToGlobal(at))

    def menu(self) -> QMenu:
        """The efforts that the model has, and its own default."""
        menu = QMenu(self._pane)
        menu.setAccessibleName(translate("Chat", "Effort"))
        menu.aboutToHide.connect(menu.deleteLater)
        group = QActionGroup(menu)
        for effort in ("", *self._efforts):
            action = QAction(translated(EFFORT_WORDS[effort]), menu)
            action.setCheckable(True)
            action.setChecked(effort == self._chosen)
            action.triggered.connect(partial(self._choose, effort))
            group.addAction(action)
            menu.addAction(action)
        return menu

    @property
    def _chosen(self) -> str:
        """What is asked for: an effort that the model does not have is not."""
        effort = self._desk.preferences.settings.effort
        return effort if effort in self._efforts else ""

    def _choose(self, effort: str, _checked: bool = True) -> None:
        self._desk.preferences.set(effort=effort)

    def _look(self, *_news: object) -> None:
        answering = self._desk.answering
        able = None
        if answering is not None and not answering.is_demo:
            able = server.known_abilities(self._desk.preferences.settings.provider)
        self._efforts = () if able is None else able.efforts
        self._show()

    def _show(self) -> None:
        words = translate("Chat", "Effort") if self._efforts else ""
        if self._chosen:
            level = translated(EFFORT_WORDS[self._chosen])
            words = translate("Chat", "Effort: {level}").format(level=level)
        self._pane.header.show_effort(words)
