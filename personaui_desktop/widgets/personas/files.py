"""Personas' files as wholes: duplicate one, save a copy, open one from elsewhere, show where it lies."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.database.locations import get_db_path
from personaui_desktop.operations import persona_files
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import PersonaListing, TrashedPersona
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.desktop import open_path
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.wording import isolated
from personaui_desktop.widgets.personas.bringing import file_name
from personaui_desktop.widgets.personas.trash_dialog import TrashDialog

FILES = Phrase("Personas", "Personas (*.db)")


class PersonaFiles:
    """Opens the dialogs, and runs what they are answered with.

    Args:
        place: told which persona to show.
        run: runs operations.
        notices: where it is told what was done, and what went wrong.
        parent: the widget over which the dialogs stand.
        made: called when another persona is there and is shown.
    """

    def __init__(
        self, place: Place, run: Run, notices: Notices, parent: QWidget, made: Callable[[], object]
    ) -> None:
        self._place, self._run, self._notices = place, run, notices
        self._parent, self._made = parent, made

    def duplicate(self, listing: PersonaListing) -> None:
        """Make another persona of one, with all that is in it."""
        name = translate("Personas", "{name} (copy)").format(name=listing.profile.name)
        work = persona_files.duplicate(listing.persona_id, name)
        self._run(work, self._parent, self._show, self._notices.tell)

    def save_copy(self, listing: PersonaListing) -> None:
        """Ask where a copy of a persona's file is to be, and write it."""
        dialog = QFileDialog(self._parent, translate("Personas", "Save a copy"), "", translated(FILES))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("db")
        dialog.selectFile(f"{file_name(listing.profile.name)}.db")
        dialog.fileSelected.connect(partial(self._save_to, listing))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_file(self) -> None:
        """Ask for a persona's file from elsewhere, and take in a copy of it."""
        dialog = QFileDialog(self._parent, translate("Personas", "Open a persona"), "", translated(FILES))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._open_named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_in_folder(self, listing: PersonaListing) -> None:
        """Show the folder in which a persona's file lies, and say which one it is."""
        path = get_db_path(listing.persona_id)
        name = isolated(listing.profile.name)
        if open_path(path.parent):
            sentence = translate("Personas", "{name} is in the file {file}.")
            self._notices.show(sentence.format(name=name, file=path.name))
        else:
            self._notices.show(
                translate("Personas", "The folder could not be opened."),
                translate("Personas", "{name} is in {file}.").format(name=name, file=path),
            )

    def show_trash(self) -> None:
        """Show the deleted personas that can come back."""
        self._run(persona_files.in_trash(), self._parent, self._show_trash, self._notices.tell)

    def _show(self, persona_id: str | None) -> None:
        if persona_id is not None:
            self._place.show_persona(persona_id)
            self._made()

    def _save_to(self, listing: PersonaListing, name: str) -> None:
        told = partial(self._tell_saved, listing.profile.name)
        work = persona_files.save_copy(listing.persona_id, Path(name))
        self._run(work, self._parent, told, self._notices.tell)

    def _tell_saved(self, name: str, path: Path) -> None:
        sentence = translate("Personas", "A copy of {name} is in {file}.")
        self._notices.show(sentence.format(name=isolated(name), file=isolated(path.name)))

    def _open_named(self, name: str) -> None:
        work = persona_files.open_file(Path(name))
        self._run(work, self._parent, self._show, self._notices.tell)

    def _show_trash(self, found: list[TrashedPersona]) -> None:
        dialog = TrashDialog(found, self._run, self._parent)
        dialog.restored.connect(self._show)
        dialog.open()
