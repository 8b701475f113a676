"""The map of a conversation's branches: which came from which, when, and how long each is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import branches
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.branches import Branch, BranchKind, BranchOrigin
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.chat.branch_delegate import BranchDelegate
from personaui_desktop.widgets.chat.branch_nesting import nested
from personaui_desktop.widgets.common.buttons import plain_button
from personaui_desktop.widgets.common.dates import local_now, short_date, to_local
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen
from personaui_desktop.widgets.common.place import Where
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SIDE
from personaui_desktop.widgets.common.tooltips import tooltip
from personaui_desktop.widgets.common.wording import isolated

WIDTH, HEIGHT = 560, 520
INDENT = 20
DEEPEST = 6
"""Branches of branches are moved in so often, so that there is room for their words."""
ID_ROLE = Qt.ItemDataRole.UserRole

ALONE = Phrase(
    "Chat", "This conversation has no branches. Begin one at any message with “Branch from here” in its menu."
)
NEAREST = Phrase("Chat", "The nearest branch is listed.|The {n} nearest branches are listed.")
MESSAGES = Phrase("Chat", "1 message|{n} messages")
OWN_MESSAGES = Phrase("Chat", "1 message of its own|{n} messages of its own")
FROM = {
    BranchKind.PARKED: Phrase("Chat", "Replaced in {title}"),
    BranchKind.COPIED: Phrase("Chat", "Branched from {title}"),
    BranchKind.DUPLICATE: Phrase("Chat", "Copied from {title}"),
}


class BranchMapDialog(QDialog):
    """Lists branches beneath those that they came from; the shown one is the current line at first.

    Args:
        where: whose branches.
        run: reads them.
        parent: over which it stands.

    Signals:
        chosen: the id of a branch to go to.
    """

    chosen = Signal(object)

    def __init__(self, where: Where, run: Run, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shown_id = where[1]
        self.setWindowTitle(translate("Chat", "Branches"))
        fit_on_screen(self, WIDTH, HEIGHT)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.hint.setProperty("tone", "dim")
        self.hint.hide()
        self.map = _map()
        self.map.itemClicked.connect(self._choose)
        self.map.itemActivated.connect(self._choose)
        close = plain_button(translate("Chat", "Close"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, GROUP, SIDE, GROUP)
        layout.setSpacing(RELATED)
        layout.addWidget(self.hint)
        layout.addWidget(self.map, 1)
        layout.addLayout(button_row(close))
        if where[1] is None:
            self._show([])
        else:
            run(branches.map_of(where[0], where[1]), self, self._show, self._refuse)

    def _show(self, found: list[Branch]) -> None:
        way: list[QTreeWidgetItem] = []
        for branch, depth in nested(found, DEEPEST):
            way[depth:] = [self._item(branch)]
            if depth:
                way[depth - 1].addChild(way[depth])
            else:
                self.map.addTopLevelItem(way[depth])
            if branch.session_id == self._shown_id:
                self.map.setCurrentItem(way[depth])
        self.map.expandAll()
        if not found:
            self._say_instead(translated(ALONE))
        elif len(found) >= branches.MOST_LISTED:
            self._say(translated(NEAREST.of(len(found))))

    def _refuse(self, error: KnownError) -> None:
        self._say_instead(told(error))

    def _say_instead(self, sentence: str) -> None:
        self._say(sentence)
        self.map.hide()

    def _say(self, sentence: str) -> None:
        self.hint.setText(sentence)
        self.hint.show()

    def _item(self, branch: Branch) -> QTreeWidgetItem:
        item = QTreeWidgetItem([words_of(branch, is_shown=branch.session_id == self._shown_id)])
        item.setData(0, ID_ROLE, branch.session_id)
        item.setToolTip(0, tooltip(item.text(0)))
        return item

    def _choose(self, item: QTreeWidgetItem) -> None:
        branch_id = item.data(0, ID_ROLE)
        self.accept()
        if branch_id != self._shown_id:
            self.chosen.emit(branch_id)


def words_of(branch: Branch, *, is_shown: bool) -> str:
    """What a branch is called, below it where it came from, and below that when and how long it is."""
    origin = branch.origin
    facts = [short_date(to_local(origin.forked_at if origin else branch.updated_at), local_now())]
    if origin is not None and not branch.messages:
        facts.append(translate("Chat", "no messages of its own yet"))
    else:
        facts.append(translated((MESSAGES if origin is None else OWN_MESSAGES).of(branch.messages)))
    if is_shown:
        facts.append(translate("Chat", "shown now"))
    if branch.is_trashed:
        facts.append(translate("Chat", "in the trash"))
    lines = [" ".join(branch.title.split()), "" if origin is None else origin_words(origin)]
    return "\n".join(line for line in (*lines, " · ".join(facts)) if line)


def origin_words(origin: BranchOrigin) -> str:
    """Where a branch came from, and whether that is gone."""
    words = translated(FROM[origin.kind].filled(title=isolated(origin.trunk_title)))
    if origin.is_trunk_there:
        return words
    return translate("Chat", "{words} (deleted)").format(words=words)


def _map() -> QTreeWidget:
    branch_map = QTreeWidget()
    branch_map.setAccessibleName(translate("Chat", "Branches"))
    branch_map.setHeaderHidden(True)
    branch_map.setRootIsDecorated(False)
    branch_map.setItemsExpandable(False)
    branch_map.setIndentation(INDENT)
    # Nothing is folded, so there is no arrow to fold it with.
    branch_map.setStyleSheet("QTreeView::branch { image: none; }")
    branch_map.setItemDelegate(BranchDelegate(branch_map))
    branch_map.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
    return branch_map
