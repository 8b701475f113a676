"""Bringing characters: from files that are chosen or dropped, from the clipboard; and taking one along."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.operations import cards
from personaui_desktop.operations.cards import CardOrigin, TakenIn
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import PersonaListing
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.dialogs import tell
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.wording import isolated, quoted
from personaui_desktop.widgets.personas.bring_dialog import BringDialog

MOST_FILES = 1_000
CARDS = Phrase("Cards", "Characters (*.png *.apng *.json *.charx *.webp *.jpg *.jpeg)")
ALL_FILES = Phrase("Cards", "All files (*)")
_FORMATS = (
    (Phrase("Cards", "Picture with the card in it (*.png)"), ".png"),
    (Phrase("Cards", "Text (*.json)"), ".json"),
    (Phrase("Cards", "Archive with all pictures (*.charx)"), ".charx"),
)
_PICTURES = ("image/png", "image/apng", "image/webp")
_UNUSABLE_IN_NAMES = '<>:"/\\|?*'


class Bringing:
    """Opens the dialogs.

    Args:
        place: told which persona to show.
        run: runs operations.
        notices: where it is told what was brought or taken along.
        parent: the widget over which the dialogs stand.
        made: called when a persona has been made and is shown.
        model: answers whose price counts now; empty where nothing is paid.
    """

    def __init__(
        self,
        place: Place,
        run: Run,
        notices: Notices,
        parent: QWidget,
        made: Callable[[], object],
        model: Callable[[], str],
    ) -> None:
        self._place, self._run, self._notices = place, run, notices
        self._parent, self._made, self._model = parent, made, model

    def choose(self) -> None:
        """Ask for files."""
        filters = f"{translated(CARDS)};;{translated(ALL_FILES)}"
        dialog = QFileDialog(self._parent, translate("Cards", "Bring characters"), "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._bring_named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paste(self) -> None:
        """Bring what is on the clipboard: files, a picture, or a card's text."""
        origins = origins_in(QGuiApplication.clipboard().mimeData())
        if origins:
            self.bring(origins)
            return
        self._notices.show(
            translate("Cards", "There is no character on the clipboard."),
            translate("Cards", "Copy the file of a card, or its text."),
        )

    def bring_files(self, files: Sequence[Path]) -> None:
        """Show the cards in these files."""
        self.bring([CardOrigin.file(path) for path in files])

    def bring(self, origins: Sequence[CardOrigin]) -> None:
        """Show cards, to be taken in if the person likes them."""
        if len(origins) > MOST_FILES:
            self._notices.show(
                translated(Phrase("Cards", "{n} file is too many.|{n} files are too many.").of(len(origins))),
                translated(
                    Phrase("Cards", "Bring up to {n} file at once.|Bring up to {n} files at once.").of(
                        MOST_FILES
                    )
                ),
            )
            return
        taken: list[TakenIn] = []
        dialog = BringDialog(list(origins), self._run, self._model(), self._parent)
        dialog.brought.connect(taken.append)
        dialog.finished.connect(partial(self._tell_brought, taken))
        dialog.open()

    def export(self, listing: PersonaListing) -> None:
        """Ask where a persona is to be written as a card, and write it."""
        if listing.problem is not None:
            name = quoted(listing.profile.name)
            sentence = translate("Cards", "{name} cannot be exported.").format(name=name)
            tell(self._parent, sentence, translated(listing.problem))
            return
        filters = ";;".join(translated(words) for words, _ending in _FORMATS)
        dialog = QFileDialog(self._parent, translate("Cards", "Export as card"), "", filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.selectFile(f"{file_name(listing.profile.name)}.png")
        dialog.filterSelected.connect(partial(_follow_format, dialog))
        dialog.fileSelected.connect(partial(self._export_to, listing))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _bring_named(self, names: list[str]) -> None:
        self.bring_files([Path(name) for name in names])

    def _export_to(self, listing: PersonaListing, name: str) -> None:
        self._run(
            cards.export(listing.persona_id, Path(name)),
            self._parent,
            partial(self._tell_exported, listing.profile.name),
            self._notices.tell,
        )

    def _tell_exported(self, name: str, path: Path) -> None:
        sentence = translate("Cards", "{name} was exported to {file}.")
        self._notices.show(sentence.format(name=isolated(name), file=isolated(path.name)))

    def _tell_brought(self, taken: list[TakenIn], _result: int) -> None:
        if not taken:
            return
        self._place.show_persona(taken[0].persona_id)
        if len(taken) > 1:
            words = Phrase("Cards", "{n} character is here now.|{n} characters are here now.")
            self._notices.show(translated(words.of(len(taken))))
        self._made()


def origins_in(data: QMimeData) -> list[CardOrigin]:
    """The cards that something dropped or copied may hold."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return [CardOrigin.file(path) for path in files]
    pasted = translate("Cards", "Clipboard")
    for kind in _PICTURES:
        if data.hasFormat(kind):
            return [CardOrigin(pasted, content=bytes(data.data(kind).data()))]
    if data.hasText() and data.text().lstrip().startswith("{"):
        return [CardOrigin(pasted, content=data.text().encode("utf-8", "surrogatepass"))]
    return []


def file_name(name: str) -> str:
    """A persona's name as any system takes it for a file."""
    plain = "".join(
        "_" if letter in _UNUSABLE_IN_NAMES or not letter.isprintable() else letter for letter in name
    )
    return plain.strip(" .") or "character"


def _follow_format(dialog: QFileDialog, chosen: str) -> None:
    """Have the name end as the chosen format does."""
    ending = next((ending for words, ending in _FORMATS if translated(words) == chosen), "")
    if not ending:
        return
    dialog.setDefaultSuffix(ending.removeprefix("."))
    for name in dialog.selectedFiles()[:1]:
        dialog.selectFile(Path(name).with_suffix(ending).name)
