"""The form in which all that makes a persona is written: sections of fields, the picture first."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.personas.options import PersonaOptions
from personaui_desktop.personas.profile import validate_character, validate_profile
from personaui_desktop.records.personas import Character, Profile
from personaui_desktop.translation import translated
from personaui_desktop.widgets.common.theme import GROUP, SIDE, STRONG, font
from personaui_desktop.widgets.personas.avatar_field import AvatarField
from personaui_desktop.widgets.personas.greetings_field import GreetingsField
from personaui_desktop.widgets.personas.option_menu import choose_button
from personaui_desktop.widgets.personas.sheet import GREETINGS, SHEET, SheetRow
from personaui_desktop.widgets.personas.text_field import TextField

TITLE_SIZE = 17.0
_PICTURE = "avatar"
_OUTSIDE_PROFILE = ("creator_notes", "tags")


class SheetForm(QWidget):
    """All fields. What it shows is set at once; what the person changes is told.

    Args:
        persona_id: gives the initials their colour.
        run: reads pictures in the background.

    Signals:
        changed: the name of the field in which the person has changed something.
    """

    changed = Signal(str)

    def __init__(self, persona_id: str, run: Run) -> None:
        super().__init__()
        self.avatar = AvatarField(persona_id, None, run)
        self.fields: dict[str, TextField] = {}
        self.greetings: GreetingsField
        self.titles: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GROUP)
        for section in SHEET:
            title = QLabel(translated(section.title))
            title.setFont(font(TITLE_SIZE, STRONG))
            self.titles.append(title)
            column.addSpacing(SIDE if len(self.titles) > 1 else 0)
            column.addWidget(title)
            if len(self.titles) == 1:
                column.addWidget(self.avatar)
            for row in section.rows:
                column.addWidget(self._made(row))
        column.addStretch(1)
        self.avatar.changed.connect(partial(self.changed.emit, _PICTURE))
        self.fields["name"].changed.connect(self._show_initials)

    @property
    def character(self) -> Character:
        """What is written now, as it is written."""
        texts = {name: field.text for name, field in self.fields.items() if name not in _OUTSIDE_PROFILE}
        profile = Profile("", avatar=self.avatar.avatar).with_texts(texts)
        notes, tags = self.fields["creator_notes"].text, self.fields["tags"].text
        return Character(profile, self.greetings.texts, notes, _parted(tags))

    def show_character(self, character: Character) -> None:
        """Show a persona; nothing is told to have changed."""
        for name, field in self.fields.items():
            if name == "tags":
                # Half-written tags stay as they are typed.
                if _parted(field.text) != character.tags:
                    field.show_text(", ".join(character.tags))
            elif name == "creator_notes":
                field.show_text(character.creator_notes)
            else:
                field.show_text(getattr(character.profile, name))
        self.greetings.show_texts(character.greetings)
        self.avatar.show_avatar(character.profile.avatar)
        self._show_initials()

    def offer(self, options: PersonaOptions) -> None:
        """Have these picked for the parts."""
        for name, lines in options.items():
            field = self.fields[name]
            field.add_tool(choose_button(field, lines, self))

    def first_wrong(self) -> QWidget | None:
        """Say beneath every field what is wrong with it; answer the first of them, if any."""
        # All are asked, so that each says what it has to.
        wrong = [field.edit for field in self.fields.values() if not field.check()]
        if not self.greetings.check() and self.greetings.rows:
            wrong.append(self.greetings.rows[0].edit)
        return wrong[0] if wrong else None

    def field_named(self, name: str) -> QWidget:
        """The widget in which something is written or chosen."""
        if name == _PICTURE:
            return self.avatar.choose_button
        if name == GREETINGS:
            return self.greetings.rows[-1].edit if self.greetings.rows else self.greetings.add_button
        return self.fields[name].edit

    def _made(self, row: SheetRow) -> QWidget:
        label = translated(row.label)
        if row.name == GREETINGS:
            self.greetings = GreetingsField(label)
            self.greetings.changed.connect(partial(self.changed.emit, GREETINGS))
            return self.greetings
        hint = translated(row.hint) if row.hint.source else ""
        field = TextField(label, hint, "", partial(_check, row.name), row.lines)
        field.changed.connect(partial(self.changed.emit, row.name))
        self.fields[row.name] = field
        return field

    def _show_initials(self) -> None:
        self.avatar.set_name(self.fields["name"].text)


def _check(name: str, text: str) -> None:
    """Raise `InvalidInput` where a text cannot be this field's."""
    if name in _OUTSIDE_PROFILE:
        validate_character(Character(Profile("x"), creator_notes=text))
    else:
        validate_profile(Profile("x").with_texts({name: text}))


def _parted(tags: str) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in tags.split(",") if tag.strip())
