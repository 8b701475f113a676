"""The deleted personas: each can come back, or go for good."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QListWidget, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import persona_files
from personaui_desktop.records.personas import TrashedPersona
from personaui_desktop.translation import told, translate
from personaui_desktop.widgets.common.buttons import danger_button, plain_button, primary_button
from personaui_desktop.widgets.common.dates import local_now, short_date, to_local
from personaui_desktop.widgets.common.dialogs import button_row, confirm_deletion, fit_on_screen
from personaui_desktop.widgets.common.name_delegate import NameDelegate
from personaui_desktop.widgets.common.theme import GROUP, SIDE
from personaui_desktop.widgets.common.wording import isolated, quoted

WIDTH, HEIGHT = 480, 400


class TrashDialog(QDialog):
    """Lists them, those deleted last first.

    Args:
        found: the personas in the trash.
        run: runs operations.
        parent: the widget over which it stands.

    Signals:
        restored: the id of a persona that is back; ``None`` if it was gone.
    """

    restored = Signal(object)

    def __init__(self, found: list[TrashedPersona], run: Run, parent: QWidget) -> None:
        super().__init__(parent)
        self._found, self._run = list(found), run
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Personas", "Deleted personas"))
        fit_on_screen(self, WIDTH, HEIGHT)
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.list = QListWidget()
        self.list.setItemDelegate(NameDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.windowTitle())
        self.list.itemActivated.connect(lambda _item: self.restore())
        self.delete_button = danger_button(translate("Personas", "Delete for good…"), self.ask_deletion)
        self.close_button = plain_button(translate("Personas", "Close"), self.reject)
        self.restore_button = primary_button(translate("Personas", "Restore"), self.restore)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, SIDE, SIDE, GROUP)
        layout.setSpacing(GROUP)
        layout.addWidget(self.sentence)
        layout.addWidget(self.list, 1)
        layout.addLayout(button_row(self.delete_button, self.close_button, self.restore_button))
        self._list_again()

    def restore(self) -> None:
        """Bring the chosen persona back, and close."""
        chosen = self._found[self.list.currentRow()]
        self._run(persona_files.restore(chosen.file_name), self, self._tell_restored, self._show_error)

    def ask_deletion(self) -> None:
        """Delete the chosen persona for good, if the person means it."""
        chosen = self._found[self.list.currentRow()]
        confirm_deletion(
            self,
            translate("Personas", "Delete {name} for good?").format(name=quoted(chosen.name)),
            translate("Personas", "Its conversations and memories go too. This cannot be undone."),
            partial(self._delete, chosen),
        )

    def _delete(self, chosen: TrashedPersona) -> None:
        gone = partial(self._take_out, chosen)
        self._run(persona_files.delete_for_good(chosen.file_name), self, gone, self._show_error)

    def _take_out(self, chosen: TrashedPersona, _none: None) -> None:
        self._found.remove(chosen)
        self._list_again()

    def _tell_restored(self, persona_id: str | None) -> None:
        self.accept()
        self.restored.emit(persona_id)

    def _show_error(self, error: KnownError) -> None:
        self._say(told(error), "warn")

    def _list_again(self) -> None:
        self.list.clear()
        now = local_now()
        for each in self._found:
            day = short_date(to_local(each.deleted_at), now)
            self.list.addItem(
                translate("Personas", "{name}, deleted {day}").format(name=isolated(each.name), day=day)
            )
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self._found))
        for button in (self.restore_button, self.delete_button):
            button.setEnabled(bool(self._found))
        empty = translate("Personas", "Deleted personas are here for 30 days. There are none now.")
        kept = translate("Personas", "Deleted personas are kept for 30 days, with all that is in them.")
        self._say(kept if self._found else empty, "dim")

    def _say(self, sentence: str, tone: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setProperty("tone", tone)
        self.sentence.style().polish(self.sentence)
