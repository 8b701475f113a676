"""What the command palette offers, as rows of a Qt list model."""

from collections.abc import Callable, Iterable
from enum import Enum, IntEnum
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from personaui_desktop.item_models.rows import RowsModel


class PaletteKind(Enum):
    """What a row leads to; the value begins the row's key."""

    COMMAND = "command"
    PERSONA = "persona"
    SESSION = "session"
    SETTING = "setting"
    SEARCH = "search"


class PaletteRow(NamedTuple):
    """One thing that can be reached.

    Attributes:
        kind: what it is.
        key: names it, at later starts too: its kind and what it is called in the program, after a colon.
        name: what a person calls it.
        detail: where it belongs.
        keys: what reaches it without the palette.
        is_enabled: it can be reached now.
        is_ticked: it is in force already.
        spans: first and last position of what of the name was typed.
    """

    kind: PaletteKind
    key: str
    name: str
    detail: str = ""
    keys: str = ""
    is_enabled: bool = True
    is_ticked: bool = False
    spans: tuple[tuple[int, int], ...] = ()


class PaletteRole(IntEnum):
    """What a row can be asked for, and the type of the answer."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """``PaletteRow``."""


class PaletteModel(RowsModel[PaletteRow]):
    """Rows in the order in which they are offered.

    Attributes:
        words: says in words what a row is, for people who hear it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words: Callable[[PaletteRow], str] = _name

    def key(self, row: PaletteRow) -> str:
        """What names it."""
        return row.key

    def show(self, row: PaletteRow, role: int) -> object:
        """What a row shows; see `PaletteRole`."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.words(row)
        return row if role == PaletteRole.ROW else None

    def set_rows(self, rows: Iterable[PaletteRow]) -> None:
        """Become these rows at one go: at each key all are others: RowsModel.set_rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """What cannot be reached now is only seen."""
        if not index.isValid() or not self._rows[index.row()].is_enabled:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _name(row: PaletteRow) -> str:
    return row.name
