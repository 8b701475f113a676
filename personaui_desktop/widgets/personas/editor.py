"""The dialog in which a persona is made or edited."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.personas.profile import validate_profile
from personaui_desktop.records.personas import PersonaListing, Profile
from personaui_desktop.translation import told, translate
from personaui_desktop.widgets.common.buttons import plain_button, primary_button
from personaui_desktop.widgets.common.dialogs import button_row, confirm_discard, fit_on_screen, scrolling
from personaui_desktop.widgets.common.save_key import save_by_key
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SIDE
from personaui_desktop.widgets.personas.avatar_field import AvatarField
from personaui_desktop.widgets.personas.text_field import TextField

WIDTH, HEIGHT = 520, 680
DESCRIPTION_LINES, GREETING_LINES = 6, 3


class PersonaEditor(QDialog):
    """Edits a profile. It stays open until `finish` is called: what was typed is not lost to a failure.

    Args:
        listing: the persona to edit; ``None`` makes a new one.
        run: runs operations; pictures are read in the background.
        parent: the widget over which it stands.

    Signals:
        accepted_profile: a valid `records.Profile` to store.
    """

    accepted_profile = Signal(object)

    def __init__(self, listing: PersonaListing | None, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = listing.profile if listing else Profile("")
        self._is_done = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(
            translate("Personas", "Edit persona") if listing else translate("Personas", "New persona")
        )
        fit_on_screen(self, WIDTH, HEIGHT)
        self._make_fields(listing.persona_id if listing else "", run)
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("tone", "warn")
        self.problem.hide()
        self.cancel_button = plain_button(translate("Personas", "Cancel"), self.reject)
        self.save_button = primary_button(
            translate("Personas", "Save") if listing else translate("Personas", "Create persona"), self.save
        )
        self.save_button.setDefault(True)
        self._lay_out()
        save_by_key(self, self.save_button, self.save)

    @property
    def profile(self) -> Profile:
        """What is typed now."""
        return self._before._replace(
            name=self.name.text,
            description=self.description.text,
            greeting=self.greeting.text,
            avatar=self.avatar.avatar,
        )

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost."""
        return self.profile != self._before

    def save(self) -> None:
        """Hand the profile over if every field is right; otherwise go to the first that is not."""
        fields = (self.name, self.description, self.greeting)
        wrong = [field for field in fields if not field.check()]
        if wrong:
            wrong[0].edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._form.ensureWidgetVisible(wrong[0])
            return
        self.save_button.setEnabled(False)
        self.problem.hide()
        self.accepted_profile.emit(validate_profile(self.profile))

    def show_error(self, error: KnownError) -> None:
        """Say why it could not be stored; the person may try again."""
        self.save_button.setEnabled(True)
        self.problem.setText(told(error))
        self.problem.show()

    def finish(self) -> None:
        """It is stored: close."""
        self._is_done = True
        self.accept()

    def reject(self) -> None:
        """Ask before changes are thrown away: QDialog.reject."""
        if self.is_changed and not self._is_done:
            confirm_discard(self, translate("Personas", "Close without saving?"), self._discard)
        else:
            super().reject()

    def _discard(self) -> None:
        self._is_done = True
        self.reject()

    def _make_fields(self, persona_id: str, run: Run) -> None:
        before = self._before
        self.avatar = AvatarField(persona_id, before.avatar, run)
        self.avatar.set_name(before.name)
        self.name = TextField(
            translate("Personas", "&Name"), "", before.name, lambda text: validate_profile(Profile(text))
        )
        self.description = TextField(
            translate("Personas", "&Description"),
            translate(
                "Personas",
                "Who they are and how they speak. Sent with every message. "
                "{{char}} stands for their name, {{user}} for you.",
            ),
            before.description,
            lambda text: validate_profile(Profile("x", text)),
            DESCRIPTION_LINES,
        )
        self.greeting = TextField(
            translate("Personas", "&Greeting"),
            translate("Personas", "Their first words in every new conversation. Optional."),
            before.greeting,
            lambda text: validate_profile(Profile("x", "", text)),
            GREETING_LINES,
        )
        self.name.changed.connect(lambda: self.avatar.set_name(self.name.text))

    def _lay_out(self) -> None:
        form = QWidget()
        fields = QVBoxLayout(form)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(GROUP)
        fields.addWidget(self.avatar)
        fields.addWidget(self.name)
        fields.addWidget(self.description, 2)
        fields.addWidget(self.greeting, 1)
        self._form = scrolling(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, SIDE, RELATED, GROUP)
        layout.setSpacing(GROUP)
        layout.addWidget(self._form, 1)
        layout.addWidget(self.problem)
        buttons = button_row(self.cancel_button, self.save_button)
        buttons.setContentsMargins(0, 0, GROUP, 0)
        layout.addLayout(buttons)
        self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
