"""Who I am: the person's profiles, and which of them talks with a persona and in a conversation."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import people as verbs
from personaui_desktop.operations.people import PeopleAt
from personaui_desktop.personas.people_file import MOST_PEOPLE, validate_person
from personaui_desktop.records.people import ChosenPerson, People, Person
from personaui_desktop.records.personas import PersonaListing
from personaui_desktop.translation import told, translate
from personaui_desktop.widgets.common.buttons import plain_button, primary_button, quiet_button, rank
from personaui_desktop.widgets.common.choice_button import ChoiceButton
from personaui_desktop.widgets.common.dialogs import button_row, confirm_discard, fit_on_screen, scrolling
from personaui_desktop.widgets.common.elided_label import ElidedLabel
from personaui_desktop.widgets.common.name_delegate import NameDelegate
from personaui_desktop.widgets.common.save_key import save_by_key
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SIDE
from personaui_desktop.widgets.common.wording import isolated
from personaui_desktop.widgets.personas.avatar_field import AvatarField
from personaui_desktop.widgets.personas.text_field import TextField

WIDTH, HEIGHT, LIST_WIDTH = 680, 560, 190
ABOUT_LINES = 6


class PeopleDialog(QDialog):
    """Edits the profiles. Nothing is stored before *Save*.

    Args:
        found: the profiles, and what is chosen.
        listing: the shown persona.
        session_id: the shown conversation, if there is one.
        run: runs operations.
        parent: the widget over which it stands.
    """

    def __init__(
        self, found: PeopleAt, listing: PersonaListing, session_id: int | None, run: Run, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._found, self._listing, self._session_id, self._run = found, listing, session_id, run
        self._persons = list(found.people.persons)
        self._usual_id = found.people.usual_id
        self._is_done = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Personas", "Who I am"))
        fit_on_screen(self, WIDTH, HEIGHT)
        self._make_parts()
        self._lay_out()
        save_by_key(self, self.save_button, self.save)
        self._list_again(0)

    @property
    def people(self) -> People:
        """The profiles as they are written now."""
        return People(tuple(self._persons), self._usual_id)

    @property
    def chosen(self) -> ChosenPerson:
        """What is chosen now."""
        of_persona, of_session = self.with_persona.value, self.in_session.value
        return ChosenPerson(
            of_persona if isinstance(of_persona, str) else None,
            of_session if isinstance(of_session, str) else None,
        )

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost."""
        return PeopleAt(self.people, self.chosen) != self._found

    def add(self) -> None:
        """Begin another profile; the first one is the usual one."""
        self._persons.append(Person(verbs.new_id(), ""))
        self._usual_id = self._usual_id or self._persons[0].person_id
        self._list_again(len(self._persons) - 1)
        self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take the shown profile out."""
        at = self.list.currentRow()
        gone = self._persons.pop(at)
        if gone.person_id == self._usual_id:
            self._usual_id = self._persons[0].person_id if self._persons else ""
        self._list_again(max(0, at - 1))

    def make_usual(self) -> None:
        """Have the shown profile talk wherever nothing else is chosen."""
        self._usual_id = self._persons[self.list.currentRow()].person_id
        self._list_again(self.list.currentRow())

    def save(self) -> None:
        """Store all, if every profile has a name; otherwise go to the first that has none."""
        for at, person in enumerate(self._persons):
            try:
                validate_person(person)
            except KnownError:
                self.list.setCurrentRow(at)
                wrong = self.about if self.name.check() else self.name
                wrong.check()
                wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.save_button.setEnabled(False)
        work = verbs.save(self.people, self._listing.persona_id, self._session_id, self.chosen)
        self._run(work, self, self._finish, self._show_error)

    def reject(self) -> None:
        """Ask before changes are thrown away: QDialog.reject."""
        if self.is_changed and not self._is_done:
            confirm_discard(self, translate("Personas", "Close without saving?"), self._discard)
        else:
            super().reject()

    def _make_parts(self) -> None:
        self.list = QListWidget()
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setItemDelegate(NameDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(translate("Personas", "Who I am"))
        self.list.currentRowChanged.connect(self._show)
        self.add_button = plain_button(translate("Personas", "Add a profile"), self.add)
        self.remove_button = quiet_button(translate("Personas", "Remove profile"), self.remove)
        self.empty = QLabel(
            translate(
                "Personas",
                "Tell personas who you are: what they call you, and what they should know of you. "
                "You can have several profiles, and choose one for a persona or a conversation.",
            )
        )
        self.empty.setWordWrap(True)
        self.empty.setProperty("tone", "dim")
        self.avatar = AvatarField("", None, self._run)
        self.name = TextField(translate("Personas", "Name"), "", "", _check_name)
        self.about = TextField(
            translate("Personas", "About me"),
            translate("Personas", "Told to the model with every message. Optional."),
            "",
            _check_about,
            ABOUT_LINES,
        )
        self.usual_button = quiet_button("", self.make_usual)
        for signal in (self.avatar.changed, self.name.changed, self.about.changed):
            signal.connect(self._note)
        self.with_persona = ChoiceButton(translate("Personas", "Who I am with this persona"))
        self.in_session = ChoiceButton(translate("Personas", "Who I am in this conversation"))
        self.with_persona.value = self._found.chosen.of_persona
        self.in_session.value = self._found.chosen.of_session
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("tone", "warn")
        self.problem.hide()
        self.cancel_button = plain_button(translate("Personas", "Cancel"), self.reject)
        self.save_button = primary_button(translate("Personas", "Save"), self.save)
        self.save_button.setDefault(True)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(RELATED)
        left.addWidget(self.list, 1)
        left.addWidget(self.add_button)
        self.form = QWidget()
        fields = QVBoxLayout(self.form)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(GROUP)
        for part in (self.avatar, self.name, self.about):
            fields.addWidget(part)
        under = QHBoxLayout()
        under.addWidget(self.usual_button)
        under.addStretch(1)
        under.addWidget(self.remove_button)
        fields.addLayout(under)
        fields.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.empty)
        right.addWidget(scrolling(self.form), 1)
        halves = QHBoxLayout()
        halves.setSpacing(SIDE)
        halves.addLayout(left)
        halves.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, SIDE, SIDE, GROUP)
        layout.setSpacing(GROUP)
        layout.addLayout(halves, 1)
        layout.addLayout(self._choices())
        layout.addWidget(self.problem)
        layout.addLayout(button_row(self.cancel_button, self.save_button))

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(RELATED)
        name = isolated(self._listing.profile.name)
        row.addWidget(ElidedLabel(translate("Personas", "With {name}:").format(name=name)))
        row.addWidget(self.with_persona)
        row.addSpacing(GROUP)
        if self._session_id is not None:
            row.addWidget(ElidedLabel(translate("Personas", "In this conversation:")))
            row.addWidget(self.in_session)
        row.addStretch(1)
        return row

    def _list_again(self, row: int) -> None:
        """Have the list, the buttons and the choices be as the profiles are."""
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([self._words(person) for person in self._persons])
        self.list.setCurrentRow(min(row, len(self._persons) - 1))
        self.list.blockSignals(False)
        self.add_button.setEnabled(len(self._persons) < MOST_PEOPLE)
        # The loudest button is the one that helps now.
        rank(self.add_button, is_primary=not self._persons)
        rank(self.save_button, is_primary=bool(self._persons))
        self._offer()
        self._show(self.list.currentRow())

    def _offer(self) -> None:
        named: list[tuple[str, object]] = [(self._words(one), one.person_id) for one in self._persons]
        self.with_persona.offer([(translate("Personas", "As usual"), None), *named])
        self.in_session.offer([(translate("Personas", "As with the persona"), None), *named])
        for button in (self.with_persona, self.in_session):
            button.setEnabled(bool(named))

    def _show(self, row: int) -> None:
        is_one = 0 <= row < len(self._persons)
        self.form.setVisible(is_one)
        self.empty.setVisible(not is_one)
        if not is_one:
            return
        person = self._persons[row]
        self.avatar.preview.persona_id = person.person_id
        self.avatar.set_name(person.name)
        self.avatar.show_avatar(person.avatar)
        self.name.show_text(person.name)
        self.about.show_text(person.about)
        is_usual = person.person_id == self._usual_id
        usual = translate("Personas", "Used wherever nothing else is chosen")
        self.usual_button.setText(usual if is_usual else translate("Personas", "Use as the usual one"))
        self.usual_button.setEnabled(not is_usual)

    def _note(self) -> None:
        row = self.list.currentRow()
        before = self._persons[row]
        person = before._replace(name=self.name.text, about=self.about.text, avatar=self.avatar.avatar)
        self._persons[row] = person
        if person.name != before.name:
            self.list.item(row).setText(self._words(person))
            self.avatar.set_name(person.name)
            self._offer()

    def _words(self, person: Person) -> str:
        return isolated(person.name.strip()) if person.name.strip() else translate("Personas", "No name yet")

    def _finish(self, _none: None) -> None:
        self._is_done = True
        self.accept()

    def _show_error(self, error: KnownError) -> None:
        self.save_button.setEnabled(True)
        self.problem.setText(told(error))
        self.problem.show()

    def _discard(self) -> None:
        self._is_done = True
        self.reject()


def _check_name(name: str) -> None:
    validate_person(Person("", name))


def _check_about(about: str) -> None:
    validate_person(Person("", "x", about))
