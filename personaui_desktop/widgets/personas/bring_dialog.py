"""The dialog in which character cards are looked at and taken in, one or many at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import cards
from personaui_desktop.operations.cards import CardOrigin, CardSketch, TakenIn
from personaui_desktop.phrases import Phrase
from personaui_desktop.text import beginning
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.buttons import plain_button, primary_button
from personaui_desktop.widgets.common.dialogs import button_row, fit_on_screen
from personaui_desktop.widgets.common.in_turn import InTurn
from personaui_desktop.widgets.common.theme import GROUP, RELATED, SECOND_SIZE, SIDE, font
from personaui_desktop.widgets.common.wording import isolated
from personaui_desktop.widgets.personas.bring_list import BringList
from personaui_desktop.widgets.personas.card_page import CardPage

WIDTH, WIDTH_OF_SEVERAL, HEIGHT = 600, 840, 680
PROGRESS_HEIGHT = 4
NAME_ON_BUTTON = 24
_READING = Phrase("Cards", "Reading {done} of {n} file…|Reading {done} of {n} files…")
_BRINGING = Phrase("Cards", "Bringing {done} of {n} character…|Bringing {done} of {n} characters…")
_NOT_BROUGHT = Phrase(
    "Cards",
    "{n} file could not be brought. The list says why.|{n} files could not be brought. The list says why.",
)
_BRING_MANY = Phrase("Cards", "Bring {n} character|Bring {n} characters")


class BringDialog(QDialog):
    """Reads cards one after another, and takes in those that the person chooses, one after another too.

    Args:
        origins: at least one card.
        run: runs operations.
        model: whose price counts; empty where nothing is paid.
        parent: the widget over which it stands.

    Signals:
        brought: a `TakenIn`, each time that a persona was made.
    """

    brought = Signal(object)

    def __init__(
        self, origins: list[CardOrigin], run: Run, model: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._origins, self._model = origins, model
        self._failed = 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._several = len(origins) > 1
        self.setWindowTitle(translate("Cards", "Bring characters") if self._several else _bring_one())
        fit_on_screen(self, WIDTH_OF_SEVERAL if self._several else WIDTH, HEIGHT)
        self._reading = InTurn(
            run, self._look, self._found, self._refuse, self._tell_reading, self._end_reading, self
        )
        self._bringing = InTurn(
            run, self._take_in, self._taken, self._refuse, self._tell_bringing, self._end_bringing, self
        )
        self._make_parts(run)
        self._lay_out()
        self.list.setCurrentRow(0)
        self._reading.go(range(len(origins)))

    def bring(self) -> None:
        """Take in what is chosen."""
        chosen = self.list.chosen
        if chosen and not self._reading.is_running and not self._bringing.is_running:
            self._failed = 0
            self.bring_button.setEnabled(False)
            self._bringing.go(chosen)

    def reject(self) -> None:
        """No more are taken in; what is here stays: QDialog.reject."""
        self._reading.stop()
        if self._bringing.is_running:
            # The one that is under way comes, and is told, before this closes.
            self._bringing.stop()
            self._is_leaving = True
        else:
            super().reject()

    def _make_parts(self, run: Run) -> None:
        self._is_leaving = False
        self.list = BringList(self._origins)
        self.list.setVisible(self._several)
        self.page = CardPage(run)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(PROGRESS_HEIGHT)
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setFont(font(SECOND_SIZE))
        self.cancel_button = plain_button(translate("Cards", "Cancel"), self.reject)
        self.bring_button = primary_button(_bring_one(), self.bring)
        self.bring_button.setDefault(True)
        self.bring_button.setEnabled(False)
        self.list.currentRowChanged.connect(self._show_row)
        self.list.chosen_changed.connect(self._offer)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(GROUP)
        middle.addWidget(self.list)
        middle.addWidget(self.page, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, SIDE, RELATED, GROUP)
        layout.setSpacing(RELATED)
        layout.addLayout(middle, 1)
        layout.addWidget(self.sentence)
        layout.addWidget(self.progress)
        buttons = button_row(self.cancel_button, self.bring_button)
        buttons.setContentsMargins(0, RELATED, GROUP, 0)
        layout.addLayout(buttons)

    def _look(self, row: int) -> Operation[CardSketch]:
        return cards.look(self._origins[row], self._model)

    def _found(self, row: int, sketch: CardSketch) -> None:
        self.list.show_card(row, sketch)
        self._show_if_current(row)

    def _refuse(self, row: int, error: KnownError) -> None:
        self._failed += 1
        self.list.show_problem(row, self._origins[row], error)
        self._show_if_current(row)

    def _end_reading(self) -> None:
        self._say("")
        self._offer()
        chosen = self.list.chosen
        if chosen and self.list.currentRow() not in chosen:
            self.list.setCurrentRow(chosen[0])
        (self.bring_button if chosen else self.cancel_button).setFocus()

    def _take_in(self, row: int) -> Operation[TakenIn]:
        return cards.take_in(self._origins[row])

    def _taken(self, row: int, taken: TakenIn) -> None:
        self.list.show_taken(row)
        self.brought.emit(taken)

    def _end_bringing(self) -> None:
        if self._is_leaving or not self._failed:
            super().accept()
            return
        self._say(translated(_NOT_BROUGHT.of(self._failed)), tone="warn")
        self._offer()

    def _tell_reading(self, done: int, all_of_them: int) -> None:
        if self._several:
            self._show_progress(_READING, done, all_of_them)

    def _tell_bringing(self, done: int, all_of_them: int) -> None:
        self._show_progress(_BRINGING, done, all_of_them)

    def _show_progress(self, words: Phrase, done: int, all_of_them: int) -> None:
        self._say(translated(words.filled(done=done + 1).of(all_of_them)))
        self.progress.setRange(0, all_of_them)
        self.progress.setValue(done)
        self.progress.show()

    def _say(self, words: str, tone: str = "dim") -> None:
        self.progress.hide()
        self.sentence.setText(words)
        self.sentence.setVisible(bool(words))
        self.sentence.setProperty("tone", tone)
        self.sentence.style().polish(self.sentence)

    def _show_if_current(self, row: int) -> None:
        if self.list.currentRow() == row:
            self._show_row(row)

    def _show_row(self, row: int) -> None:
        found = self.list.found(row)
        if isinstance(found, KnownError):
            self.page.show_problem(self._origins[row].name, found)
        elif found is not None:
            self.page.show_sketch(found)

    def _offer(self) -> None:
        """Say on the button what it will do now."""
        chosen = self.list.chosen
        is_busy = self._reading.is_running or self._bringing.is_running
        self.bring_button.setEnabled(bool(chosen) and not is_busy)
        self.bring_button.setVisible(bool(chosen) or is_busy)
        self.bring_button.setText(
            translated(_BRING_MANY.of(len(chosen))) if self._several else self._bring_by_name()
        )
        self.cancel_button.setText(
            translate("Cards", "Cancel") if chosen or is_busy else translate("Cards", "Close")
        )

    def _bring_by_name(self) -> str:
        found = self.list.found(0)
        if not isinstance(found, CardSketch):
            return _bring_one()
        return translate("Cards", "Bring {name}").format(name=_on_button(found.profile.name))


def _bring_one() -> str:
    return translate("Cards", "Bring a character")


def _on_button(name: str) -> str:
    # In a button's words an ampersand would mark a letter.
    return isolated(beginning(name, NAME_ON_BUTTON)).replace("&", "&&")
