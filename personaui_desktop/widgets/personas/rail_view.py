"""The list in the rail: as high as its avatars, arrow keys move, Enter or a click chooses."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget

from personaui_desktop.item_models.personas import PersonaListModel, PersonaRole
from personaui_desktop.translation import translate
from personaui_desktop.widgets.commands.command import Scope
from personaui_desktop.widgets.commands.commands import Commands
from personaui_desktop.widgets.personas.rail_delegate import PITCH, RAIL_WIDTH, RailDelegate


class RailList(QListView):
    """Shows the personas.

    Signals:
        chosen: the id of the persona that the person went to.
        menu_asked: where the context menu is wanted, on the screen.
    """

    chosen = Signal(str)
    menu_asked = Signal(QPoint)

    def __init__(
        self, model: PersonaListModel, delegate: RailDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.commands = Commands()
        """What keys start; whose list it is declares them."""
        self.setAccessibleName(translate("Personas", "Personas"))
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.clicked.connect(lambda index: self.chosen.emit(index.data(PersonaRole.ID)))
        for signal in (model.rowsInserted, model.rowsRemoved):
            signal.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as all rows together: QWidget.sizeHint."""
        return QSize(RAIL_WIDTH, PITCH * self.model().rowCount())

    def minimumSizeHint(self) -> QSize:
        """One row: QWidget.minimumSizeHint."""
        return QSize(RAIL_WIDTH, PITCH)

    def current_id(self) -> str | None:
        """The persona on which the keyboard stands."""
        index = self.currentIndex()
        return index.data(PersonaRole.ID) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the current persona: QWidget.keyPressEvent."""
        listing = self._model.listing(self.current_id() or "")
        command = self.commands.pressed(event, Scope.PERSONA)
        if listing is None or command is None:
            super().keyPressEvent(event)
        else:
            command.run(listing)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the current persona: QWidget.contextMenuEvent."""
        index = self.currentIndex()
        if index.isValid():
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            at = self.visualRect(index).center() if by_key else event.pos()
            self.menu_asked.emit(self.viewport().mapToGlobal(at))
