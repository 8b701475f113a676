"""The memories on show: their heading, the search, the cards, or what stands where there are none."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from personaui_desktop.errors import KnownError
from personaui_desktop.item_models.memories import MemoryListModel
from personaui_desktop.operations.memory_budget import MemoryBudget
from personaui_desktop.translation import told, translate
from personaui_desktop.widgets.common.buttons import tool_button
from personaui_desktop.widgets.common.empty_state import EmptyState
from personaui_desktop.widgets.common.theme import RELATED
from personaui_desktop.widgets.memories.card import SIDE_MARGIN
from personaui_desktop.widgets.memories.heading import MemoriesHeading
from personaui_desktop.widgets.memories.matching import MatchingMemories, Order
from personaui_desktop.widgets.memories.proposal_card import ProposalCard
from personaui_desktop.widgets.memories.search_place import SearchPlace
from personaui_desktop.widgets.memories.skeleton import Skeleton
from personaui_desktop.widgets.memories.view import MemoryListView
from personaui_desktop.widgets.memories.words import nothing_matches

MARGIN = int(SIDE_MARGIN)


class MemoryShelf(QWidget):
    """Shows the rows of a model, and says so where there are none, none match, or none could be read.

    Signals:
        add_requested: the empty state's action.
        reload_requested: the action where reading failed.
        order_chosen: the person wants the cards in that order; an `Order`.
    """

    add_requested = Signal()
    reload_requested = Signal()
    order_chosen = Signal(object)

    def __init__(self, model: MemoryListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._is_loaded = False
        self._problem: KnownError | None = None
        self._offers_adding = True
        self._budget: MemoryBudget | None = None
        self._cards = MatchingMemories(model, self)
        self.view = MemoryListView(self._cards)
        self._place = SearchPlace(self.view)
        self.search = self._make_search()
        self.message = EmptyState()
        self.skeleton = Skeleton()
        self.proposals = ProposalCard()
        self.sort_button = self._make_sort_button()
        self.heading = MemoriesHeading()
        self._pages = QStackedWidget()
        for page in (self.view, self.message, self.skeleton):
            self._pages.addWidget(page)
        self._lay_out()
        self._show_state()

    @property
    def has_rows(self) -> bool:
        """Whether the persona has any memories, found by the search or not."""
        return self._is_loaded and self._model.rowCount() > 0

    @property
    def order(self) -> Order:
        """In which order the cards stand."""
        return self._cards.order

    @property
    def has_problem(self) -> bool:
        """Whether the memories could not be read."""
        return self._problem is not None

    def show_reading(self) -> None:
        """The rows are those of somebody else, or not there yet."""
        self._is_loaded, self._problem, self._budget = False, None, None
        self.view.close_cards()
        self.search.clear()
        self.view.scrollToTop()
        self._show_state()

    def show_rows(self) -> None:
        """The model holds what there is."""
        self._is_loaded, self._problem = True, None
        self._show_state()

    def show_problem(self, error: KnownError) -> None:
        """The rows could not be read."""
        self._is_loaded, self._problem = False, error
        self._show_state()

    def show_budget(self, budget: MemoryBudget) -> None:
        """How much of their share of a request the rows take."""
        self._budget = budget
        self._show_state()

    def sort_by(self, order: Order) -> None:
        """Put the cards in this order, as was chosen before."""
        self._cards.sort_by(order)
        for action in self.sort_button.menu().actions():
            action.setChecked(action.data() is order)

    def offer_adding(self, *, offered: bool) -> None:
        """Whether the empty state offers to add a memory: not while one is being written."""
        self._offers_adding = offered
        self._show_state()

    def reveal(self, memory_id: int) -> None:
        """Choose a memory and bring it into view, past the search if need be."""
        if not self._cards.index_of(memory_id).isValid():
            self.search.clear()
        self.view.select(memory_id)

    def take_focus(self, reason: Qt.FocusReason) -> bool:
        """Give the keyboard focus to the cards, or to the button in their place; whether there was either."""
        shown = self._pages.currentWidget()
        if shown is self.view:
            self.go_to_cards(reason)
        elif shown is self.message and not self.message.button.isHidden():
            self.message.button.setFocus(reason)
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search field Escape clears, Down and Enter go to the cards: QObject.eventFilter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.go_to_cards()
                return True
        return super().eventFilter(watched, event)

    def _make_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setPlaceholderText(translate("Memories", "Search memories"))
        search.setAccessibleName(translate("Memories", "Search memories"))
        search.setClearButtonEnabled(True)
        search.textChanged.connect(self._find)
        search.installEventFilter(self)
        return search

    def _make_sort_button(self) -> QToolButton:
        button = tool_button("sort", translate("Memories", "Sort memories"))
        menu = QMenu(button)
        group = QActionGroup(menu)
        for order in Order:
            action = group.addAction(menu.addAction(order.title))
            action.setData(order)
            action.setCheckable(True)
            action.setChecked(order is self._cards.order)
            action.triggered.connect(lambda _checked, chosen=order: self._choose_order(chosen))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
        top.setSpacing(RELATED + 2)
        top.addWidget(self.heading)
        finding = QHBoxLayout()
        finding.setSpacing(RELATED)
        finding.addWidget(self.search, 1)
        finding.addWidget(self.sort_button)
        top.addLayout(finding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RELATED + 2)
        layout.addLayout(top)
        layout.addWidget(self.proposals)
        layout.addWidget(self._pages, 1)

    def _choose_order(self, order: Order) -> None:
        with self._place.kept():
            self._cards.sort_by(order, self._in_use())
        self.order_chosen.emit(order)

    def _in_use(self) -> set[int]:
        """The memory that is chosen, and the one that is written in."""
        edited, current = self.view.delegate.edited, self.view.current_memory
        found = set() if edited is None else {edited[0]}
        return found if current is None else found | {current.id}

    def _find(self, words: str) -> None:
        with self._place.kept(is_searching=bool(words.strip())):
            self._cards.search(words, self._in_use())
            self._show_state()

    def go_to_cards(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the cards the keyboard focus, if there are any."""
        if self._cards.rowCount():
            self.view.setFocus(reason)
            if not self.view.selectionModel().hasSelection():
                self.view.setCurrentIndex(self._cards.index(0, 0))

    def _show_state(self) -> None:
        self._pages.setCurrentWidget(self._page())
        self.search.setVisible(self.has_rows)
        self.sort_button.setVisible(self.has_rows)
        if self.has_rows and self._budget is not None:
            self.heading.show_budget(self._budget, self._model.rowCount())
        elif not self.has_rows:
            self.heading.show_nothing()

    def _page(self) -> QWidget:
        if self._problem is not None:
            sentence = told(self._problem)
            self.message.say(sentence, translate("Memories", "Try again"), self.reload_requested.emit)
            return self.message
        if not self._is_loaded:
            return self.skeleton
        if not self._model.rowCount():
            self.message.say(
                translate(
                    "Memories", "No memories yet. The persona keeps them in mind in every conversation."
                ),
                translate("Memories", "Add a memory") if self._offers_adding else "",
                self.add_requested.emit,
            )
            return self.message
        if not self._cards.rowCount():
            self.message.say(
                nothing_matches(self.search.text()), translate("Memories", "Clear search"), self.search.clear
            )
            return self.message
        return self.view
