"""The cards that may be taken in, each with what became of it; a tick chooses one."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from personaui_desktop.errors import KnownError
from personaui_desktop.operations.cards import CardOrigin, CardSketch
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.tooltips import tooltip
from personaui_desktop.widgets.common.wording import isolated
from personaui_desktop.widgets.personas.bring_delegate import LINE_ROLE, BringDelegate

WIDTH = 240
_FOUND = Qt.ItemDataRole.UserRole
_CHECK = Qt.ItemDataRole.CheckStateRole
CardResult = CardSketch | KnownError | None
"""A card, why there is none, or nothing yet."""


class BringList(QListWidget):
    """Lists files by the names of their characters.

    Signals:
        chosen_changed: the person has ticked others.
    """

    chosen_changed = Signal()

    def __init__(self, origins: list[CardOrigin]) -> None:
        super().__init__()
        self.setAccessibleName(translate("Cards", "Characters"))
        self.setFixedWidth(WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(BringDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        for origin in origins:
            item = QListWidgetItem(self)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            _write(item, isolated(origin.name), "…")
        self.itemChanged.connect(self._tell)

    def show_card(self, row: int, sketch: CardSketch) -> None:
        """A card was found, and is chosen."""
        item = self.item(row)
        with QSignalBlocker(self):
            item.setData(_FOUND, sketch)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            _write(item, isolated(sketch.profile.name), isolated(sketch.origin.name))

    def show_problem(self, row: int, origin: CardOrigin, error: KnownError) -> None:
        """There is none, or it could not be taken in: it cannot be chosen."""
        self.item(row).setData(_FOUND, error)
        self._end(row, isolated(origin.name), translated(error.sentence))

    def show_taken(self, row: int) -> None:
        """It has become a persona."""
        self._end(row, self.item(row).text(), translate("Cards", "Is here now"))

    def found(self, row: int) -> CardResult:
        """What was found in a file."""
        found: CardResult = self.item(row).data(_FOUND)
        return found

    @property
    def chosen(self) -> list[int]:
        """The rows that are ticked."""
        return [row for row in range(self.count()) if self._is_chosen(row)]

    def _end(self, row: int, name: str, line: str) -> None:
        """Say the last of a card; it cannot be chosen any more."""
        item = self.item(row)
        with QSignalBlocker(self):
            item.setData(_CHECK, None)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            _write(item, name, line)

    def _is_chosen(self, row: int) -> bool:
        return self.item(row).data(_CHECK) in {Qt.CheckState.Checked, Qt.CheckState.Checked.value}

    def _tell(self, _item: QListWidgetItem) -> None:
        self.chosen_changed.emit()


def _write(item: QListWidgetItem, name: str, line: str) -> None:
    item.setText(name)
    item.setData(LINE_ROLE, line)
    item.setToolTip(tooltip(f"{name}\n{line}"))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {line}")
