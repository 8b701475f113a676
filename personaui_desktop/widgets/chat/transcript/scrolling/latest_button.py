"""The button that goes to the latest message; it appears while that is out of view."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from personaui_desktop.translation import translate
from personaui_desktop.widgets.common.icons import icon
from personaui_desktop.widgets.common.theme import GROUP


class LatestButton(QPushButton):
    """Says whether there is something new further down, and goes there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(icon("chevron-down"), translate("Chat", "Latest"), parent)
        self.setAccessibleName(translate("Chat", "Jump to latest message"))
        self.setToolTip(translate("Chat", "Jump to latest message (End)"))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._has_new = False
        self.hide()

    @property
    def has_new(self) -> bool:
        """Whether something has come that was not in view yet."""
        return self._has_new

    def show_state(self, wanted: bool, has_new: bool) -> None:
        """Appear or not, and say whether there is something new."""
        if has_new != self._has_new:
            self._has_new = has_new
            self.setText(translate("Chat", "New text below") if has_new else translate("Chat", "Latest"))
            self.adjustSize()
        if wanted == self.isHidden():
            self.setVisible(wanted)

    def place_in(self, room: QRect) -> None:
        """Stand in the middle of the room's foot."""
        size = self.sizeHint()
        self.setGeometry(
            room.center().x() - size.width() // 2,
            room.bottom() - size.height() - GROUP // 2,
            size.width(),
            size.height(),
        )
