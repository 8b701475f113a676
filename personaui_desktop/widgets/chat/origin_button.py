"""The link of the header to where the conversation branched off."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.theme import SECOND_SIZE, font
from personaui_desktop.widgets.common.tooltips import tooltip
from personaui_desktop.widgets.common.wording import isolated

PADDING = 4
FRAME = 1


class OriginButton(QPushButton):
    """Says where a conversation branched off, as much as there is room for; hidden where it did not.

    Args:
        on_click: goes there.
    """

    def __init__(self, on_click: Callable[[], object]) -> None:
        super().__init__()
        self._words, self._title = "", ""
        self.setProperty("kind", "quiet")
        self.setFont(font(SECOND_SIZE))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setObjectName("origin")
        self.setStyleSheet(
            f"#origin {{ min-height: 0; padding: 0 {PADDING}px; border-radius: 4px; text-align: left; }}"
        )
        self.clicked.connect(lambda _checked=False: on_click())
        self.hide()

    def say(self, words: str, title: str, *, can_go: bool) -> None:
        """Show where it branched off; ``title`` is what to shorten, ``can_go`` where it can be gone to."""
        self._words, self._title = words, title
        self.setEnabled(can_go)
        go = translate("Chat", "{origin}. Go there").format(origin=words) if can_go else words
        self.setAccessibleName(go)
        self.setToolTip(tooltip(go))
        self.setVisible(bool(words))
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as all of it: QPushButton.sizeHint."""
        width = self.fontMetrics().horizontalAdvance(self._words) + 2 * (PADDING + FRAME)
        return QSize(width + 1, self.fontMetrics().height() + 2 * FRAME)

    def minimumSizeHint(self) -> QSize:
        """It may shrink to an ellipsis: QPushButton.minimumSizeHint."""
        width = self.fontMetrics().horizontalAdvance("…") + 2 * (PADDING + FRAME)
        return QSize(width, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what there is room for: QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), self.width() - 2 * (PADDING + FRAME)
        shown, name = self._words, isolated(self._title)
        if name:
            left = room - (metrics.horizontalAdvance(shown) - metrics.horizontalAdvance(name))
            title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, left) or "…"
            shown = shown.replace(name, isolated(title))
        self.setText(metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room).replace("&", "&&"))
