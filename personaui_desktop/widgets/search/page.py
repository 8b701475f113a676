"""The page on which everything there is can be searched, in place of the columns."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from personaui_desktop.item_models.search_hits import SearchHitsModel, SearchRow
from personaui_desktop.search_query import LONGEST, read_query
from personaui_desktop.translation import told, translate
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.common.buttons import tool_button
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SECOND_SIZE, SIDE, font
from personaui_desktop.widgets.desk import Desk
from personaui_desktop.widgets.search.filters import SearchFilters
from personaui_desktop.widgets.search.hit_delegate import HitDelegate
from personaui_desktop.widgets.search.hit_list import HitList
from personaui_desktop.widgets.search.past_searches import PastSearches
from personaui_desktop.widgets.search.searching import Searching
from personaui_desktop.widgets.search.words import heading_words, progress_words, second_line

TYPING_MS = 60
_TO_RESULTS = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchPage(QWidget):
    """Searches as one types.

    Args:
        desk: what there is once.
        past: the last searches, the newest first.
        commands: what is done with a hit.

    Signals:
        left: the person goes back to where they were.
    """

    left = Signal()

    def __init__(self, desk: Desk, past: Sequence[str], commands: Commands) -> None:
        super().__init__()
        self._desk = desk
        self._commands = commands
        self.hits = SearchHitsModel(self)
        self.hits.words = self._words
        self.searching = Searching(desk.run, self.hits, self)
        self._first_persona = ""
        self._make_parts(past)
        self._lay_out()
        self._connect()
        self._show_state()

    def open(self, persona_id: str) -> None:
        """Appear, ready to be typed over; a persona's own conversations are searched first."""
        self._first_persona = persona_id
        self.filters.list_personas(self._desk.personas.rows)
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        # What was found before may have changed.
        self._search()

    def leave(self) -> None:
        """Go back."""
        self.note()
        self.left.emit()

    @property
    def quoted_query(self) -> str:
        """What is searched for, each word and phrase between quotation marks."""
        return " ".join(f'"{term}"' for term in read_query(self.field.text()).terms)

    def note(self) -> None:
        """Something came of the search: it is one of the last ones."""
        written = " ".join(self.field.text().split())
        if written and self.hits.hit_count:
            self.past.note(written)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter in the field go to what was found: QObject.eventFilter."""
        is_key = event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() in _TO_RESULTS:
            self._search_now()
            self.list.go_to_first()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back: QWidget.keyPressEvent."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _make_parts(self, past: Sequence[str]) -> None:
        self.setAccessibleName(translate("Search", "Search everything"))
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setPlaceholderText(translate("Search", 'Search everything; "quotation marks" for phrases'))
        self.field.setAccessibleName(translate("Search", "Search everything"))
        self.field.setMaxLength(LONGEST)
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.filters = SearchFilters()
        self.status = QLabel()
        self.status.setProperty("tone", "dim")
        self.status.setFont(font(SECOND_SIZE))
        self.list = HitList(self.hits, self._commands)
        self.list.setItemDelegate(HitDelegate(self._name_of, self.list))
        self.past = PastSearches(past)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.past)
        self._pages.addWidget(self.list)
        self._typing = QTimer(self, interval=TYPING_MS, singleShot=True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(RELATED)
        head.addWidget(tool_button("chevron-left", translate("Search", "Back (Esc)"), self.leave))
        head.addWidget(self.field, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, GROUP, SIDE, GROUP)
        layout.setSpacing(RELATED)
        layout.addLayout(head)
        layout.addWidget(self.filters)
        layout.addWidget(self.status)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._search)
        self.field.textChanged.connect(lambda _text: self._typing.start())
        self.filters.changed.connect(self._search)
        self.filters.order_changed.connect(lambda: self.filters.sort(self.hits))
        self.searching.changed.connect(self._show_state)
        self.searching.failed.connect(lambda error: self.status.setText(told(error)))
        self.list.end_near.connect(self.searching.more)
        self.list.left_above.connect(lambda: self.field.setFocus(Qt.FocusReason.OtherFocusReason))
        self.past.chosen.connect(self._search_again)

    def _search_again(self, written: str) -> None:
        self.field.setText(written)
        self._search_now()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search_now(self) -> None:
        if self._typing.isActive():
            self._search()

    def _search(self) -> None:
        self._typing.stop()
        chosen = self.filters.persona_id
        ids = [chosen] if chosen else [each.persona_id for each in self._desk.personas.rows]
        # Whose conversations the person comes from is searched first.
        ids.sort(key=lambda each: each != self._first_persona)
        self.searching.begin(read_query(self.field.text()), self.filters.scope, ids)

    def _show_state(self) -> None:
        is_asked = bool(read_query(self.field.text()).terms)
        self._pages.setCurrentWidget(self.list if is_asked else self.past)
        words = progress_words(self.hits.hit_count, is_complete=self.searching.is_complete)
        self.status.setText(words if is_asked else "")

    def _name_of(self, persona_id: str) -> str:
        listing = self._desk.personas.listing(persona_id)
        return "" if listing is None else " ".join(listing.profile.name.split())

    def _words(self, row: SearchRow) -> str:
        name = self._name_of(row.hit.persona_id)
        if row.is_heading:
            return heading_words(row.hit, name)
        return f"{row.hit.excerpt} ({second_line(row.hit, name)})"
