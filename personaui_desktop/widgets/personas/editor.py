"""The page on which a persona is made or edited, in place of the columns."""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.persona_drafts import ToEdit
from personaui_desktop.personas.profile import validate_character
from personaui_desktop.records.personas import Character
from personaui_desktop.translation import told, translate
from personaui_desktop.widgets.commands.key_names import is_pressed, shown
from personaui_desktop.widgets.common.buttons import primary_button, quiet_button, tool_button
from personaui_desktop.widgets.common.dialogs import scrolling
from personaui_desktop.widgets.common.elided_label import ElidedLabel
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SECOND_SIZE, SIDE, STRONG, font
from personaui_desktop.widgets.edit_actions import KeepsUndo
from personaui_desktop.widgets.personas.draft_keeper import PersonaDraftKeeper
from personaui_desktop.widgets.personas.edit_history import EditHistory
from personaui_desktop.widgets.personas.edit_keys import SAVE_KEYS
from personaui_desktop.widgets.personas.sheet_form import SheetForm
from personaui_desktop.widgets.personas.told_preview import ToldPreview

QWIDGETSIZE_MAX = 16_777_215
"""Qt's own, for which PySide has no name."""
WIDEST_FORM = 720
SIDE_BY_SIDE = 900
"""From this width on, what the model is told stands beside the form, not below it."""
PREVIEW_WIDTH, PREVIEW_HEIGHT, LOWEST_WITH_PREVIEW = 360, 260, 520
TITLE_SIZE = 17.0


class PersonaEditor(QWidget, KeepsUndo):
    """Edits all that makes a persona. It stays until `finish` is called or the person leaves it.

    What is written is kept in the file until it is saved or discarded, and can be taken back step by step.

    Args:
        persona_id: whom; ``None`` makes a new one.
        to_edit: the persona as it is stored, and a draft that was left.
        run: runs operations.

    Signals:
        accepted_character: a valid `records.Character` to store.
        left: the person goes back to where they were.
    """

    accepted_character = Signal(object)
    left = Signal()

    def __init__(self, persona_id: str | None, to_edit: ToEdit, run: Run) -> None:
        super().__init__()
        self._stored = to_edit.stored
        self._is_new = persona_id is None
        self.history = EditHistory(to_edit.draft or to_edit.stored)
        self.drafts = PersonaDraftKeeper(persona_id, run, to_edit.draft, self._tell_not_kept, self)
        self.form = SheetForm(persona_id or "", run)
        self.form.show_character(self.history.now)
        self.preview = ToldPreview()
        self._make_head()
        self._lay_out()
        self._connect()
        self._show_state()
        if to_edit.draft is not None and to_edit.draft != to_edit.stored:
            self._say(translate("Personas", "Here is what you had not saved yet."))

    @property
    def character(self) -> Character:
        """What is written now."""
        return self.history.now

    @property
    def is_changed(self) -> bool:
        """Whether something is written that is not saved."""
        return self.character != self._stored

    def focus_first(self) -> None:
        """Begin at the name."""
        self.form.fields["name"].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Hand the persona over if every field is right; otherwise go to the first that is not."""
        wrong = self.form.first_wrong()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(wrong)
            return
        self.save_button.setEnabled(False)
        self._say("")
        self.accepted_character.emit(validate_character(self.character))

    def show_error(self, error: KnownError) -> None:
        """Say why it could not be stored; the person may try again."""
        self.save_button.setEnabled(True)
        self._say(told(error), "warn")

    def finish(self) -> None:
        """It is stored: nothing need be kept, and the page may go."""
        self._stored = self.history.now
        self.drafts.forget()
        self.left.emit()

    def keep(self) -> None:
        """Have what is written kept now."""
        self.drafts.keep_now()

    def discard(self) -> None:
        """Go back to what is stored; that can be taken back too."""
        self.history.note(self._stored, "", monotonic())
        self._show_now()

    @property
    def can_undo(self) -> bool:
        """Whether something written can be taken back."""
        return self.history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something can be done again."""
        return self.history.can_redo

    def undo(self) -> None:
        """Take back what was done last."""
        if self.history.can_undo:
            self._go_to(self.history.undo()[1])

    def redo(self) -> None:
        """Do it again."""
        if self.history.can_redo:
            self._go_to(self.history.redo()[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, and what saves saves: QWidget.keyPressEvent."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_pressed(event, SAVE_KEYS[0]):
            self.save()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is taken back or saved from a field is the page's: QObject.eventFilter."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo):
                self.undo()
                return True
            if event.matches(QKeySequence.StandardKey.Redo):
                self.redo()
                return True
            if is_pressed(event, SAVE_KEYS[0]):
                self.save()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview where there is room for it: QWidget.resizeEvent."""
        super().resizeEvent(event)
        self._arrange()

    def _make_head(self) -> None:
        self.setAccessibleName(translate("Personas", "Edit persona"))
        self.setProperty("ground", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back_button = tool_button("chevron-left", translate("Personas", "Back (Esc)"), self.left.emit)
        self.title = ElidedLabel()
        self.title.setFont(font(TITLE_SIZE, STRONG))
        self.state = QLabel()
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.state.setFont(font(SECOND_SIZE))
        self.state.hide()
        self.undo_button = tool_button("undo", translate("Personas", "Undo"), self.undo)
        self.redo_button = tool_button("redo", translate("Personas", "Redo"), self.redo)
        self.discard_button = quiet_button(translate("Personas", "Discard changes"), self.discard)
        words = translate("Personas", "Create persona") if self._is_new else translate("Personas", "Save")
        self.save_button = primary_button(words, self.save)
        self.save_button.setToolTip(shown(SAVE_KEYS[0]))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(RELATED)
        head.addWidget(self.back_button)
        head.addWidget(self.title, 1)
        for button in (self.undo_button, self.redo_button, self.discard_button, self.save_button):
            head.addWidget(button)
        self._area = scrolling(self._centred(self.form))
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(SIDE)
        self._beside.addWidget(self._area, 1)
        self._beside.addWidget(self.preview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, GROUP, SIDE, GROUP)
        layout.setSpacing(GROUP)
        layout.addLayout(head)
        layout.addWidget(self.state)
        layout.addLayout(self._beside, 1)
        self._arrange()

    def _centred(self, form: QWidget) -> QWidget:
        form.setMaximumWidth(WIDEST_FORM)
        around = QWidget()
        row = QHBoxLayout(around)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(form, 100)
        row.addStretch(1)
        return around

    def _arrange(self) -> None:
        is_wide = self.width() >= SIDE_BY_SIDE
        directions = QBoxLayout.Direction
        self._beside.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        # In a low window the fields need the room; the size is told all the same.
        self.preview.text.setVisible(is_wide or self.height() >= LOWEST_WITH_PREVIEW)
        self.preview.setMinimumWidth(PREVIEW_WIDTH if is_wide else 0)
        self.preview.setMaximumWidth(PREVIEW_WIDTH if is_wide else QWIDGETSIZE_MAX)
        self.preview.setMaximumHeight(QWIDGETSIZE_MAX if is_wide else min(PREVIEW_HEIGHT, self.height() // 3))

    def _connect(self) -> None:
        self.form.changed.connect(self._note)
        for edit in self.form.findChildren(QWidget):
            edit.installEventFilter(self)

    def _note(self, field: str) -> None:
        self.history.note(self.form.character, field, monotonic())
        for row in self.form.greetings.rows:
            row.edit.installEventFilter(self)
        self._keep_soon()

    def _go_to(self, field: str) -> None:
        self._show_now()
        if field:
            widget = self.form.field_named(field)
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(widget)

    def _show_now(self) -> None:
        self.form.show_character(self.history.now)
        self._keep_soon()

    def _keep_soon(self) -> None:
        self.drafts.want(self.character if self.is_changed else None)
        self._say("")
        self._show_state()

    def _show_state(self) -> None:
        called = self.character.profile.name.strip()
        empty = (
            translate("Personas", "New persona") if self._is_new else translate("Personas", "Edit persona")
        )
        self.title.setText(called or empty)
        self.undo_button.setEnabled(self.history.can_undo)
        self.redo_button.setEnabled(self.history.can_redo)
        self.discard_button.setEnabled(self.is_changed)
        self.save_button.setEnabled(self.is_changed)
        self.preview.show_profile(self.character.profile)

    def _tell_not_kept(self, error: KnownError) -> None:
        sentence = translate("Personas", "What you have written is not kept yet. {why}")
        self._say(sentence.format(why=told(error)), "warn")

    def _say(self, sentence: str, tone: str = "dim") -> None:
        self.state.setText(sentence)
        self.state.setVisible(bool(sentence))
        self.state.setProperty("tone", tone)
        self.state.style().polish(self.state)
