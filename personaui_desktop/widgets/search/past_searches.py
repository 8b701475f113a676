"""The last searches, to be made again; and what a search finds, where there are none yet."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from personaui_desktop.settings.window_state import MOST_SEARCHES
from personaui_desktop.text import beginning
from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.buttons import quiet_button
from personaui_desktop.widgets.common.theme import GROUP, RELATED

SHOWN_CHARACTERS = 60


class PastSearches(QWidget):
    """A button for each.

    Args:
        searches: what was searched for, the last first.

    Signals:
        chosen: search for this again.
        changed: the last searches are these.
    """

    chosen = Signal(str)
    changed = Signal(object)

    def __init__(self, searches: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.searches = list(searches)
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setProperty("tone", "dim")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, GROUP, 0, 0)
        self._layout.setSpacing(RELATED)
        self._show()

    def note(self, written: str) -> None:
        """This was searched for now."""
        self.searches = [written, *(each for each in self.searches if each != written)][:MOST_SEARCHES]
        self._show()
        self.changed.emit(list(self.searches))

    def _show(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.label:
                widget.deleteLater()
        self.label.setText(
            translate("Search", "Your last searches")
            if self.searches
            else translate(
                "Search",
                "Messages, other versions, memories, titles and names of all personas are found here.",
            )
        )
        self._layout.addWidget(self.label)
        for written in self.searches:
            words = beginning(written, SHOWN_CHARACTERS).replace("&", "&&")
            button = quiet_button(words, partial(self.chosen.emit, written))
            self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addStretch(1)
