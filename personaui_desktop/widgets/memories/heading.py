"""The head of the memories: their title, how many count, and how much of a request they take."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from personaui_desktop.operations.memory_budget import MemoryBudget
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.commands.keys_in_force import with_keys
from personaui_desktop.widgets.common.elided_label import ElidedLabel
from personaui_desktop.widgets.common.theme import RELATED, SECOND_SIZE, STRONG, font
from personaui_desktop.widgets.common.tooltips import tooltip
from personaui_desktop.widgets.memories.budget_bar import BudgetBar
from personaui_desktop.widgets.memories.words import active_line, budget_tip, count_line, left_out_line

TITLE_SIZE = 14.5
INSPECT = Phrase("Memories", "Click to see what is sent")


class MemoriesHeading(QWidget):
    """A title; beside and beneath it what the active memories take, where there are any memories.

    Signals:
        inspect_requested: what is sent is to be shown.
    """

    inspect_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = ("", "")
        self._title = QLabel(translate("Memories", "Memories"))
        self._title.setFont(font(TITLE_SIZE, STRONG))
        self.count = ElidedLabel()
        self.count.setFont(font(SECOND_SIZE))
        self.count.setProperty("tone", "dim")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = BudgetBar()
        self.bar.clicked.connect(lambda _checked=False: self.inspect_requested.emit())
        self.left_out = QLabel()
        self.left_out.setWordWrap(True)
        self.left_out.setFont(font(SECOND_SIZE))
        self.left_out.setProperty("tone", "dim")
        self.left_out.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout()
        line.setSpacing(RELATED)
        line.addWidget(self._title)
        line.addWidget(self.count, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(RELATED // 2)
        layout.addLayout(line)
        layout.addWidget(self.bar)
        layout.addWidget(self.left_out)
        self.show_nothing()

    def show_nothing(self) -> None:
        """There are no memories, or none could be read."""
        for widget in (self.count, self.bar, self.left_out):
            widget.hide()

    def show_budget(self, budget: MemoryBudget, total: int) -> None:
        """Say how the active ones of ``total`` memories stand to their share."""
        left_out, tip = left_out_line(budget), budget_tip(budget, total)
        self._lines = (count_line(budget), active_line(budget))
        self._fit()
        self.left_out.setText(left_out)
        self.bar.show_share(budget.tokens / max(1, budget.room))
        how = f"{with_keys(translated(INSPECT), 'session.inspect')}."
        self.bar.setToolTip(tooltip(" ".join(filter(None, (tip, left_out, how)))))
        self.bar.setAccessibleName(translate("Memories", "Room for memories"))
        self.bar.setAccessibleDescription(" ".join(filter(None, (tip, left_out))))
        self.count.show()
        self.bar.show()
        self.left_out.setVisible(bool(left_out))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count in as many words as there is room for: QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        whole, short = self._lines
        room = self.width() - self._title.sizeHint().width() - RELATED
        fits = self.count.fontMetrics().horizontalAdvance(whole) <= room
        self.count.setText(whole if fits else short)
