"""A character card as it is seen before it is taken in: picture, greeting, size, what was repaired."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.conversation.persona_pieces import told_of
from personaui_desktop.errors import KnownError
from personaui_desktop.operations.avatar_pictures import decode_avatar
from personaui_desktop.operations.cards import CardSketch
from personaui_desktop.personas.macros import expand_profile
from personaui_desktop.text import beginning
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.chat.greeting import Greeting
from personaui_desktop.widgets.chat.portrait import Portrait
from personaui_desktop.widgets.common.dialogs import scrolling
from personaui_desktop.widgets.common.theme import BASE_SIZE, GROUP, RELATED, SECOND_SIZE, STEP, STRONG, font
from personaui_desktop.widgets.common.wording import breakable
from personaui_desktop.widgets.personas.card_words import origin_line, repair_lines, size_line

PORTRAIT = 96
NAME_SIZE = 18.0
SHOWN_CHARACTERS = 4_000
"""More of a greeting or of notes is read once the persona is there."""
TOLD_LINES = 7


class CardPage(QWidget):
    """Shows one card, or why a file holds none.

    Args:
        run: decodes pictures in the background.
    """

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run
        self._sketch: CardSketch | None = None
        self.portrait = Portrait(PORTRAIT)
        self.name = _label(NAME_SIZE, STRONG)
        self.origin = _label(SECOND_SIZE, tone="dim")
        self.facts = _label(SECOND_SIZE, tone="dim")
        self.repairs_title = _title(translate("Cards", "What was repaired"))
        self.repairs = _label(SECOND_SIZE)
        self.notes_title = _title(translate("Cards", "Notes from its creator, which are never sent"))
        self.notes = _label(SECOND_SIZE)
        self.greeting_title = _title(translate("Cards", "Greeting"))
        self.greeting = Greeting()
        self.told_title = _title(translate("Cards", "What the model is told"))
        self.told = _text(translate("Cards", "What the model is told"))
        self._parts: tuple[tuple[QLabel, QWidget], ...] = (
            (self.repairs_title, self.repairs),
            (self.greeting_title, self.greeting),
            (self.notes_title, self.notes),
            (self.told_title, self.told),
        )
        self._lay_out()

    def show_sketch(self, sketch: CardSketch) -> None:
        """Show what a card holds."""
        if sketch is self._sketch:
            return
        self._sketch = sketch
        shown = expand_profile(sketch.profile)
        self.name.setText(breakable(shown.name))
        _say(self.origin, origin_line(sketch))
        _say(self.facts, size_line(sketch))
        _say(self.repairs, "\n".join(repair_lines(sketch.repairs)), self.repairs_title)
        _say(self.notes, _plain(sketch.creator_notes), self.notes_title)
        greeting = beginning(shown.greeting, SHOWN_CHARACTERS)
        self.greeting.show_markdown(greeting)
        self.greeting.setAccessibleName(greeting)
        self.told.setPlainText(told_of(shown))
        _show_part(self.greeting, self.greeting_title, is_there=bool(greeting))
        for part in (self.told, self.told_title):
            part.show()
        self._show_portrait(sketch, None)
        if sketch.profile.avatar:
            show = partial(self._show_portrait, sketch)
            self._run(decode_avatar(sketch.profile.avatar), self, show)

    def show_problem(self, name: str, error: KnownError) -> None:
        """Say why a file holds no card that can be taken in."""
        self._sketch = None
        self.name.setText(breakable(name))
        _say(self.origin, translated(error.sentence))
        _say(self.facts, translated(error.remedy))
        self.portrait.show_persona("", "", None)
        for title, part in self._parts:
            _show_part(part, title, is_there=False)

    def _show_portrait(self, sketch: CardSketch, image: QImage | None) -> None:
        if sketch is self._sketch:
            self.portrait.show_persona(sketch.origin.name, sketch.profile.name, image)
            self.portrait.show()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(STEP)
        words.addStretch(1)
        for label in (self.name, self.origin, self.facts):
            words.addWidget(label)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(GROUP)
        head.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(RELATED)
        column.addLayout(head)
        for title, part in self._parts:
            column.addSpacing(RELATED)
            column.addWidget(title)
            column.addWidget(part)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(form))


def _label(size: float, weight: int | None = None, tone: str = "") -> QLabel:
    label = QLabel()
    # What strangers wrote is text, whatever marks it holds.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(font(size) if weight is None else font(size, weight))
    label.setProperty("tone", tone)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _title(words: str) -> QLabel:
    label = _label(BASE_SIZE, STRONG)
    label.setText(words)
    return label


def _text(name: str) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(name)
    text.setFixedHeight(text.fontMetrics().lineSpacing() * TOLD_LINES + 20)
    return text


def _plain(text: str) -> str:
    return beginning(text.replace("\r\n", "\n").strip(), SHOWN_CHARACTERS)


def _say(label: QLabel, words: str, title: QLabel | None = None) -> None:
    label.setText(breakable(words))
    _show_part(label, title, is_there=bool(words))


def _show_part(part: QWidget, title: QLabel | None, *, is_there: bool) -> None:
    part.setVisible(is_there)
    if title is not None:
        title.setVisible(is_there)
