"""Buttons with a rank: one primary a place, plain ones, quiet ones, and icons with a name."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from personaui_desktop.widgets.common.icons import icon
from personaui_desktop.widgets.common.theme import CONTROL_HEIGHT, STRONG

Action = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""

QUIET_PADDING = 9
"""At each side of a quiet button's words, its frame included: by so much they stand in from its edge."""
PADDING = 14
"""At each side of the words of any other button, its frame included."""


class FittingButton(QPushButton):
    """A primary button that takes whatever width there is, and says less where its words do not fit.

    Its name for screen readers is always the whole.

    Args:
        words: what it says where there is room.
        short: what it says where there is not.
    """

    def __init__(self, words: str, short: str, on_click: Callable[[], object]) -> None:
        super().__init__(words)
        self._words, self._short = words, short
        _dress(self, "primary", on_click)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what there is room for: QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another width: QWidget.changeEvent."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._fit()

    def _fit(self) -> None:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight(STRONG))
        needed = QFontMetrics(bold).horizontalAdvance(self._words) + 2 * PADDING
        self.setText(self._words if needed <= self.width() else self._short)


def primary_button(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """The one main action of a place, in the accent colour."""
    return _push_button(text, "primary", on_click)


def plain_button(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """Another action."""
    return _push_button(text, "plain", on_click)


def danger_button(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """An action that takes something away."""
    return _push_button(text, "danger", on_click)


def quiet_button(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """An action in a sentence or under something, without a frame."""
    return _push_button(text, "quiet", on_click)


def rank(button: QPushButton, *, is_primary: bool) -> None:
    """Make a button the main action of its place, or one among others."""
    kind = "primary" if is_primary else "plain"
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        button.style().unpolish(button)
        button.style().polish(button)


def tool_button(icon_name: str, name: str, on_click: Callable[[], object] | None = None) -> QToolButton:
    """An icon that can be pressed. Its name is told by its tooltip and to screen readers."""
    button = QToolButton()
    button.setIcon(icon(icon_name))
    button.setIconSize(QSize(20, 20))
    button.setFixedSize(CONTROL_HEIGHT, CONTROL_HEIGHT)
    button.setAccessibleName(name)
    button.setToolTip(name)
    # Qt lets tool buttons be reached by Tab only where asked.
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if on_click is not None:
        button.clicked.connect(lambda _checked=False: on_click())
    return button


def _push_button(text: str, kind: str, on_click: Callable[[], object] | None) -> QPushButton:
    button = QPushButton(text)
    _dress(button, kind, on_click)
    return button


def _dress(button: QPushButton, kind: str, on_click: Callable[[], object] | None) -> None:
    button.setProperty("kind", kind)
    # Enter presses the focused button, outside dialogs too.
    button.setAutoDefault(True)
    if on_click is not None:
        button.clicked.connect(lambda _checked=False: on_click())
