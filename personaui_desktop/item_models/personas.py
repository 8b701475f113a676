"""The personas as rows of a Qt list model."""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import IntEnum

from PySide6.QtCore import QByteArray, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from personaui_desktop.item_models.rows import RowsModel
from personaui_desktop.personas.macros import MacroScene, expand_profile
from personaui_desktop.personas.profile import NAME_CHARACTERS
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import DEFAULT_PERSONA, PersonaListing, Profile
from personaui_desktop.text import beginning
from personaui_desktop.translation import translate, translated

_DESCRIBED = 500
"""How many characters of a description are read out."""


class PersonaRole(IntEnum):
    """What a row can be asked for, and the type of the answer."""

    ID = Qt.ItemDataRole.UserRole + 1
    """``str``."""
    IMAGE = Qt.ItemDataRole.UserRole + 2
    """``QImage | None``: the avatar, once it has been decoded."""
    PROBLEM = Qt.ItemDataRole.UserRole + 3
    """``str | None``: why the persona's file cannot be used."""
    UNREAD = Qt.ItemDataRole.UserRole + 4
    """``int``: in how many sessions a reply was not seen yet."""


class PersonaListModel(RowsModel[PersonaListing]):
    """The default persona first, the others by name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images: dict[str, tuple[bytes, QImage]] = {}
        self._unread: dict[str, int] = {}

    def key(self, row: PersonaListing) -> str:
        """A persona's id."""
        return row.persona_id

    def set_rows(self, rows: Iterable[PersonaListing]) -> None:
        """Become these personas, in the order in which people look for them."""
        super().set_rows(sorted(rows, key=_order))

    def merge(self, row: PersonaListing) -> None:
        """Put a persona where people look for it; the others stay as they are."""
        others = (each for each in self._rows if each.persona_id != row.persona_id)
        self.put(row, sum(_order(each) < _order(row) for each in others))

    def cast(self, persona_id: str) -> Profile:
        """Who a persona is as people meet it: the macros in its texts are replaced; nobody where unknown."""
        listing = self.listing(persona_id)
        if listing is None:
            return Profile("")
        # As a conversation would begin now.
        now = datetime.now(UTC).astimezone()
        return expand_profile(listing.profile, MacroScene("", listing.user, now, throw=f"{now:%Y-%m-%d}"))

    def listing(self, persona_id: str) -> PersonaListing | None:
        """A persona that is here."""
        at = self.row_of(persona_id)
        return None if at is None else self._rows[at]

    def image(self, persona_id: str) -> QImage | None:
        """A persona's decoded avatar, if it has one and it has been decoded."""
        listing, found = self.listing(persona_id), self._images.get(persona_id)
        if listing is None or found is None or found[0] != listing.profile.avatar:
            return None
        return found[1]

    def set_image(self, persona_id: str, avatar: bytes, image: QImage) -> None:
        """Show this picture, which was decoded from those bytes, as the persona's avatar."""
        self._images[persona_id] = (avatar, image)
        at = self.row_of(persona_id)
        if at is not None:
            self.tell_changed(at, (PersonaRole.IMAGE, Qt.ItemDataRole.DecorationRole))

    def set_unread(self, persona_id: str, number: int) -> None:
        """Say in how many of a persona's sessions a reply was not seen yet."""
        if number == self._unread.get(persona_id, 0):
            return
        self._unread[persona_id] = number
        at = self.row_of(persona_id)
        if at is not None:
            self.tell_changed(at, (PersonaRole.UNREAD,))

    def show(self, row: PersonaListing, role: int) -> object:
        """What a row shows; see `PersonaRole`."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.profile.name
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join([_shortened(row.profile.name), *self._remarks(row)])
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return beginning(translated(row.problem or row.profile.description), _DESCRIBED)
            case PersonaRole.UNREAD:
                return self._unread.get(row.persona_id, 0)
            case PersonaRole.IMAGE:
                return self.image(row.persona_id)
            case PersonaRole.ID:
                return row.persona_id
        return translated(row.problem or "") if role == PersonaRole.PROBLEM else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A persona can be chosen, one with a problem too: its pane says what is wrong."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def roleNames(self) -> dict[int, QByteArray]:
        """The names of the roles of its own, besides Qt's."""
        return super().roleNames() | {
            int(role): QByteArray(role.name.lower().encode()) for role in PersonaRole
        }

    def _remarks(self, row: PersonaListing) -> list[str]:
        """What there is to say of a persona besides its name."""
        unread = self._unread.get(row.persona_id, 0)
        return [
            *([translated(row.problem)] if row.problem else []),
            *([translated(_UNREAD.of(unread))] if unread else []),
        ]

    def _spoken(self, row: PersonaListing) -> str:
        name, unread = _shortened(row.profile.name), self._unread.get(row.persona_id, 0)
        if row.problem is not None:
            name = translate("Personas", "{name}, cannot be opened").format(name=name)
        return f"{name}, {translated(_UNREAD.of(unread))}" if unread else name


_UNREAD = Phrase("Personas", "{n} conversation with an unread reply|{n} conversations with an unread reply")
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def _shortened(name: str) -> str:
    """A name of a reasonable length: files that others wrote may hold any."""
    line = " ".join(name.split())
    return line if len(line) <= NAME_CHARACTERS else line[: NAME_CHARACTERS - 1] + "…"


def _order(listing: PersonaListing) -> tuple[bool, str, str]:
    return listing.persona_id != DEFAULT_PERSONA, listing.profile.name.casefold(), listing.persona_id
