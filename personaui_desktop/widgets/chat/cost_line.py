"""The line under the composer: what the next message sends, what it costs, what the session has cost."""

from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from personaui_desktop.database.receipts import Spent
from personaui_desktop.widgets.common.amounts import money, spent_words
from personaui_desktop.widgets.common.buttons import quiet_button
from personaui_desktop.widgets.common.theme import CONTROL_HEIGHT, GROUP, SMALL_SIZE, font
from personaui_desktop.widgets.common.tooltips import tooltip
from personaui_desktop.widgets.memories.words import short_number

BUTTON_PADDING = 16


class Costs(NamedTuple):
    """What the line says. ``is_exact``: the server has counted ``tokens``; else they are estimated."""

    tokens: int
    cached: int
    cost: Decimal | None
    spent: Spent
    reply_tokens: int | None = None
    is_exact: bool = False
    is_demo: bool = False
    problem: str = ""


class CostLine(QWidget):
    """One quiet line. Where there is little room, it leaves out the session first, then the price.

    Signals:
        inspect_requested: all of what is sent is to be shown.
    """

    inspect_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tokens, self.price, self.session = _label(), _label(), _label()
        self.link: QPushButton = quiet_button("What is sent", self.inspect_requested.emit)
        self.link.setFont(font(SMALL_SIZE))
        self.link.setToolTip("Show each part of what is sent (Ctrl+I)")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(CONTROL_HEIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 0, 0)
        layout.setSpacing(GROUP)
        # What does not fit is left out rather than keeping the line wide.
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for label in (self.tokens, self.price, self.session):
            layout.addWidget(label)
        layout.addStretch(1)
        layout.addWidget(self.link)

    def show_costs(self, costs: Costs) -> None:
        """Say this."""
        about = "" if costs.is_exact else "≈ "
        cached = f", {short_number(costs.cached)} cached" if costs.cached else ""
        self.tokens.setText(f"Next message {about}{short_number(costs.tokens)} tokens{cached}")
        self.price.setText(_price(costs))
        self.session.setText("" if costs.is_demo else _session(costs.spent))
        self.tokens.setToolTip(tooltip(_tokens_tip(costs)))
        self.price.setToolTip(tooltip(_price_tip(costs)))
        self.session.setToolTip(
            tooltip(f"Cost of this conversation: {spent_words(costs.spent)}. This includes writing memories.")
        )
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Only the link is always there: QWidget.minimumSizeHint."""
        return QSize(self.link.sizeHint().width(), CONTROL_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what does not fit: QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.link.sizeHint().width() - BUTTON_PADDING
        for label in (self.tokens, self.price, self.session):
            room -= label.sizeHint().width() + GROUP
            label.setVisible(bool(label.text()) and room >= 0)


def _price(costs: Costs) -> str:
    if costs.is_demo:
        return "Demo replies are free"
    return money(costs.cost) if costs.cost is None else f"≈ {money(costs.cost)}"


def _session(spent: Spent) -> str:
    return f"This conversation: {spent_words(spent)}" if spent.requests else ""


def _tokens_tip(costs: Costs) -> str:
    how = "counted by the server" if costs.is_exact else "estimated from its length"
    cached = f" About {costs.cached:,} of them are cached by the server." if costs.cached else ""
    return f"The next message sends {costs.tokens:,} tokens, {how}.{cached}"


def _price_tip(costs: Costs) -> str:
    if costs.is_demo:
        return "Demo replies come from this computer."
    if costs.cost is None:
        return f"The price of this model is unknown. {costs.problem}".strip()
    reply = "without the reply, whose length is unknown"
    if costs.reply_tokens is not None:
        reply = f"with a reply of {costs.reply_tokens:,} tokens, like recent ones"
    return f"Estimated {reply}. {costs.problem}".strip()


def _label() -> QLabel:
    label = QLabel()
    label.setFont(font(SMALL_SIZE))
    label.setProperty("tone", "faint")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
