"""The line under the composer: what the next message sends, what it costs, what the session has cost."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.key_tip import KeyTip
from personaui_desktop.widgets.common.buttons import quiet_button
from personaui_desktop.widgets.common.theme import CONTROL_HEIGHT, GROUP, SMALL_SIZE, font
from personaui_desktop.widgets.common.tooltips import tooltip

if TYPE_CHECKING:
    from personaui_desktop.widgets.chat.cost_words import Costs

BUTTON_PADDING = 16


class CostLine(QWidget):
    """One quiet line. Where there is little room, it leaves out the session first, then the price.

    Signals:
        inspect_requested: all of what is sent is to be shown.
    """

    inspect_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tokens, self.price, self.session = _label(), _label(), _label()
        self.link: QPushButton = quiet_button(translate("Chat", "What is sent"), self.inspect_requested.emit)
        self.link.setFont(font(SMALL_SIZE))
        KeyTip(self.link, translate("Chat", "Show each part of what is sent"), "session.inspect")
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

    def show_costs(self, costs: "Costs") -> None:
        """Say this."""
        # With the words come prices and decimals, while the conversation is there already.
        from personaui_desktop.widgets.chat import cost_words

        self.tokens.setText(cost_words.tokens_words(costs))
        self.price.setText(cost_words.price_words(costs))
        self.session.setText(cost_words.session_words(costs))
        self.tokens.setToolTip(tooltip(cost_words.tokens_tip(costs)))
        self.price.setToolTip(tooltip(cost_words.price_tip(costs)))
        self.session.setToolTip(tooltip(cost_words.session_tip(costs)))
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


def _label() -> QLabel:
    label = QLabel()
    label.setFont(font(SMALL_SIZE))
    label.setProperty("tone", "faint")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
