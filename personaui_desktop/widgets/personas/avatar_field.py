"""The part of the persona editor in which a picture is chosen or removed."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.avatar_pictures import decode_avatar, read_avatar
from personaui_desktop.phrases import Phrase
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.common.avatar import paint_avatar
from personaui_desktop.widgets.common.avatar_sizes import IN_EDITOR
from personaui_desktop.widgets.common.buttons import plain_button, quiet_button
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SECOND_SIZE, font

FILTER = Phrase("Personas", "Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp)")


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
    """The avatar, Choose and Remove. Pictures are read and decoded in the background.

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
        self.remove_button = quiet_button(translate("Personas", "Remove"), self.remove)
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setFont(font(SECOND_SIZE))
        self._lay_out()
        self._show()

    def set_name(self, name: str) -> None:
        """Show this name's initials where there is no picture."""
        self.preview.name = name
        self.preview.update()

    def take(self, path: Path) -> None:
        """Read a picture file and use it as the avatar."""
        self.choose_button.setEnabled(False)
        self._run(read_avatar(path), self, self._took, self._refused)

    def show_avatar(self, avatar: bytes | None) -> None:
        """Show this avatar, without telling that it has changed."""
        if avatar != self.avatar:
            self.avatar = avatar
            self._show()

    def remove(self) -> None:
        """Go back to the initials."""
        self._use(None)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(RELATED)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addLayout(buttons)
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

    def _took(self, avatar: bytes) -> None:
        self.choose_button.setEnabled(True)
        self._use(avatar)

    def _refused(self, error: KnownError) -> None:
        self.choose_button.setEnabled(True)
        self._say(told(error), "warn")

    def _use(self, avatar: bytes | None) -> None:
        self.avatar = avatar
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.remove_button.setVisible(self.avatar is not None)
        self._say(translate("Personas", "A square picture looks best.") if self.avatar is None else "", "dim")
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
