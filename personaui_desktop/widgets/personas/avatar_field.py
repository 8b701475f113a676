"""The part of the persona editor in which a picture is chosen or removed."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.avatar_pictures import (
    UsablePicture,
    cut_avatar,
    decode_avatar,
    read_picture,
    take_image,
)
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.common.avatar import paint_avatar
from personaui_desktop.widgets.common.avatar_sizes import IN_EDITOR
from personaui_desktop.widgets.common.buttons import plain_button, quiet_button
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SECOND_SIZE, font

if TYPE_CHECKING:
    from personaui_desktop.widgets.personas.crop_dialog import CropDialog

FILTER = Phrase("Personas", "Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp)")


def has_picture(data: QMimeData) -> bool:
    """Whether something that is dropped may be a picture."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


class AvatarPreview(QWidget):
    """Shows the avatar as it will be."""

    def __init__(self, persona_id: str) -> None:
        super().__init__()
        self.persona_id, self.name = persona_id, ""
        self.image: QImage | None = None
        self.setFixedSize(QSize(IN_EDITOR, IN_EDITOR))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it: QWidget.paintEvent."""
        paint_avatar(QPainter(self), QRectF(self.rect()), self.persona_id, self.name, self.image)


class AvatarField(QWidget):
    """The avatar; pictures are chosen, pasted or dropped, cropped and removed, and read in the background.

    Signals:
        changed: another avatar, or none.
    """

    changed = Signal()

    def __init__(self, persona_id: str, avatar: bytes | None, run: Run) -> None:
        super().__init__()
        self._run = run
        self.avatar = avatar
        self.preview = AvatarPreview(persona_id)
        self.choose_button = plain_button(translate("Personas", "Choose picture…"), self._choose)
        self.crop_button = quiet_button(translate("Personas", "Crop…"), self._crop)
        self.paste_button = quiet_button(translate("Personas", "Paste"), self.paste)
        self.remove_button = quiet_button(translate("Personas", "Remove"), self.remove)
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setFont(font(SECOND_SIZE))
        self._source: QImage | None = None
        """The picture that the avatar was cut from, as long as it is here."""
        self.setAcceptDrops(True)
        self._lay_out()
        QGuiApplication.clipboard().dataChanged.connect(self._offer_pasting)
        self._offer_pasting()
        self._show()

    def set_name(self, name: str) -> None:
        """Show this name's initials where there is no picture."""
        self.preview.name = name
        self.preview.update()

    def take(self, path: Path) -> None:
        """Read a picture file and use it as the avatar."""
        self.choose_button.setEnabled(False)
        self._run(read_picture(path), self, self._took, self._refused)

    def take_image(self, image: QImage) -> None:
        """Use a picture as the avatar."""
        self._run(take_image(image), self, self._took, self._refused)

    def paste(self) -> None:
        """Use the picture on the clipboard."""
        self._take_from(QGuiApplication.clipboard().mimeData())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures: QWidget.dragEnterEvent."""
        if has_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Use the picture that is dropped: QWidget.dropEvent."""
        event.acceptProposedAction()
        self._take_from(event.mimeData())

    def show_avatar(self, avatar: bytes | None) -> None:
        """Show this avatar, without telling that it has changed."""
        if avatar != self.avatar:
            self.avatar = avatar
            self._source = None
            self._show()

    def remove(self) -> None:
        """Go back to the initials."""
        self._use(None)

    def _lay_out(self) -> None:
        taking = _button_row(self.choose_button, self.paste_button)
        changing = _button_row(self.crop_button, self.remove_button)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addLayout(taking)
        words.addLayout(changing)
        words.addWidget(self.problem)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GROUP)
        layout.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def _choose(self) -> None:
        dialog = QFileDialog(self, translate("Personas", "Choose a picture"), "", translated(FILTER))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def _take_from(self, data: QMimeData) -> None:
        file = next((Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()), None)
        if file is not None:
            self.take(file)
        elif data.hasImage():
            self.take_image(QImage(data.imageData()))

    def _took(self, picture: UsablePicture) -> None:
        self.choose_button.setEnabled(True)
        self._source = picture.image
        self._use(picture.avatar)

    def _crop(self) -> None:
        if self._source is None:
            return
        # Made of what nobody needs who takes a picture as it is.
        from personaui_desktop.widgets.personas.crop_dialog import CropDialog

        dialog = CropDialog(self._source, self)
        dialog.accepted.connect(partial(self._cut, dialog, self._source))
        dialog.open()

    def _cut(self, dialog: "CropDialog", image: QImage) -> None:
        self._run(cut_avatar(image, dialog.view.square), self, self._use, self._refused)

    def _offer_pasting(self) -> None:
        # Where nothing was ever copied, there is nothing to look at.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        self.paste_button.setVisible(data is not None and data.hasImage())

    def _refused(self, error: KnownError) -> None:
        self.choose_button.setEnabled(True)
        self._say(told(error), "warn")

    def _use(self, avatar: bytes | None) -> None:
        self.avatar = avatar
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.remove_button.setVisible(self.avatar is not None)
        self.crop_button.setVisible(self.avatar is not None and self._source is not None)
        hint = translate("Personas", "Choose a picture, or drop one here.")
        self._say(hint if self.avatar is None else "", "dim")
        if self.avatar is None:
            self._show_image(None)
        else:
            self._run(decode_avatar(self.avatar), self, self._show_image, self._refused)

    def _show_image(self, image: QImage | None) -> None:
        self.preview.image = image if self.avatar is not None else None
        self.preview.update()

    def _say(self, sentence: str, tone: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.problem.setProperty("tone", tone)
        self.problem.style().polish(self.problem)


def _button_row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(RELATED)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
