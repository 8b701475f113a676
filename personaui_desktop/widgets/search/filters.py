"""Among what is searched, as a person chooses it: whose, said by whom, since when, in what."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from personaui_desktop.item_models.search_hits import SearchHitsModel, by_relevance, by_time
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import PersonaListing
from personaui_desktop.records.search import HitKind, SearchScope
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.choice_button import ChoiceButton
from personaui_desktop.widgets.common.theme import RELATED
from personaui_desktop.widgets.settings.tick_box import TickBox

IN_A_LINE = ((860, 7), (560, 4), (0, 3))
"""From how many pixels on so many of them stand in a line."""

_SPEAKERS = (
    (Phrase("Search", "Said by anyone"), None),
    (Phrase("Search", "Said by you"), True),
    (Phrase("Search", "Said by personas"), False),
)
_TIMES = (
    (Phrase("Search", "Any time"), 0),
    (Phrase("Search", "Last 7 days"), 7),
    (Phrase("Search", "Last 30 days"), 30),
    (Phrase("Search", "Last 12 months"), 365),
)
_KINDS = (
    (Phrase("Search", "Everything"), ""),
    (Phrase("Search", "Messages"), "message"),
    (Phrase("Search", "Other versions"), "version"),
    (Phrase("Search", "Memories"), "memory"),
    (Phrase("Search", "Titles"), "title"),
    (Phrase("Search", "Names"), "name"),
)
_ORDERS = (
    (Phrase("Search", "Newest first"), "time"),
    (Phrase("Search", "Best matches first"), "relevance"),
)


class SearchFilters(QWidget):
    """Buttons to choose with; everything is searched at first.

    Signals:
        changed: something else is searched.
        order_changed: what was found is wanted in another order.
    """

    changed = Signal()
    order_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.persona = ChoiceButton(translate("Search", "Whose conversations"))
        self.speaker = _choice(translate("Search", "Said by whom"), _SPEAKERS)
        self.time = _choice(translate("Search", "Since when"), _TIMES)
        self.kind = _choice(translate("Search", "In what"), _KINDS)
        self.order = _choice(translate("Search", "In what order"), _ORDERS)
        self.archived = TickBox(translate("Search", "Archived"))
        self.trashed = TickBox(translate("Search", "Trash"))
        self.list_personas([])
        for button in (self.persona, self.speaker, self.time, self.kind):
            button.chosen.connect(self.changed)
        self.order.chosen.connect(self.order_changed)
        for tick in (self.archived, self.trashed):
            tick.toggled.connect(self.changed)
        self._parts = (
            self.persona, self.speaker, self.time, self.kind, self.archived, self.trashed, self.order,
        )  # fmt: skip
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(RELATED)
        self._in_a_line = 0
        self._arrange(IN_A_LINE[-1][1])

    @property
    def persona_id(self) -> str:
        """Whose conversations; empty for everybody's."""
        return str(self.persona.value or "")

    @property
    def scope(self) -> SearchScope:
        """The rest of what is chosen, as it is now."""
        days = cast("int", self.time.value)
        since = f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%d %H:%M:%S}" if days else ""
        kinds = frozenset({HitKind(self.kind.value)}) if self.kind.value else frozenset(HitKind)
        is_user = cast("bool | None", self.speaker.value)
        return SearchScope(kinds, is_user, since, self.archived.isChecked(), self.trashed.isChecked())

    def sort(self, hits: SearchHitsModel) -> None:
        """Have what was found in the chosen order."""
        hits.sort_by(by_relevance if self.order.value == "relevance" else by_time)

    def list_personas(self, listings: Sequence[PersonaListing]) -> None:
        """Offer these personas, and stay with the chosen one."""
        everybody: list[tuple[str, object]] = [(translate("Search", "All personas"), "")]
        self.persona.offer(
            everybody + [(" ".join(each.profile.name.split()), each.persona_id) for each in listings]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in as many lines as there is room for: QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._arrange(next(number for width, number in IN_A_LINE if self.width() >= width))

    def _arrange(self, in_a_line: int) -> None:
        if in_a_line == self._in_a_line:
            return
        self._in_a_line = in_a_line
        for at, part in enumerate(self._parts):
            self._layout.addWidget(part, at // in_a_line, at % in_a_line)


def _choice(name: str, choices: Sequence[tuple[Phrase, object]]) -> ChoiceButton:
    button = ChoiceButton(name)
    button.value = choices[0][1]
    button.offer([(translated(words), value) for words, value in choices])
    return button
