"""What can be taken back of what was done with the persona that is shown, and what done again."""

from PySide6.QtCore import QObject, Signal

from personaui_desktop.background.operation import Run
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import undo as steps
from personaui_desktop.records.undo import NextSteps, StepTaken
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.histories import Histories
from personaui_desktop.widgets.common.notices import Notice, Notices
from personaui_desktop.widgets.common.place import Place


class UndoHistory(QObject):
    """A window's hand on the history of the persona that it shows: takes back, does again, offers to.

    Args:
        place: whose history.
        histories: what comes next, for all windows.
        run: runs the operations.
        notices: where undo is offered and failures are told.
        parent: its owner.

    Signals:
        changed: something else comes next, see `next`.
        taken: a step of the persona that is shown was taken back or done again here; its `records.StepTaken`.
    """

    changed = Signal()
    taken = Signal(object)

    def __init__(
        self, place: Place, histories: Histories, run: Run, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._histories, self._run, self._notices = place, histories, run, notices
        self._offered: tuple[str, int, Notice] | None = None
        """The persona, the step and the notice that undo was offered in last."""
        histories.changed.connect(self._follow)
        place.persona_changed.connect(self._show_persona)
        self.load()

    @property
    def next(self) -> NextSteps:
        """What can be taken back next, and what done again."""
        return self._histories.next_of(self._place.persona_id)

    def undo_words(self) -> str:
        """What the menu calls taking back."""
        if self.next.undo is None:
            return translate("Undo", "&Undo")
        return translate("Undo", "&Undo {what}").format(what=translated(self.next.undo.kind.words))

    def redo_words(self) -> str:
        """What the menu calls doing again."""
        if self.next.redo is None:
            return translate("Undo", "&Redo")
        return translate("Undo", "&Redo {what}").format(what=translated(self.next.redo.kind.words))

    def load(self) -> None:
        """Read what comes next."""
        if self._place.persona_id:
            self._histories.read(self._place.persona_id)

    def undo(self) -> None:
        """Take back what was done last."""
        self._run(steps.undo(self._place.persona_id), self, self._tell_taken, self.fail)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._run(steps.redo(self._place.persona_id), self, self._tell_taken, self.fail)

    def offer(self, sentence: str, step_id: int) -> None:
        """Tell of something done, with a button that takes back just that."""
        persona_id = self._place.persona_id

        def take_back() -> None:
            self._run(steps.undo(persona_id, step_id), self, self._tell_taken_or_not, self.fail)

        notice = self._notices.show(sentence, action=(translate("Undo", "Undo"), take_back))
        self._offered = (persona_id, step_id, notice)

    def fail(self, error: KnownError) -> None:
        """Tell why something could not be done, taken back, or done again."""
        self.load()
        self._notices.tell(error)

    def _show_persona(self, _persona_id: str) -> None:
        self.changed.emit()
        self.load()

    def _follow(self, persona_id: str) -> None:
        if persona_id != self._place.persona_id:
            return
        if self.next.redo is not None:
            # It may have been taken back in another window.
            self._withdraw_offer(persona_id, self.next.redo.step_id)
        self.changed.emit()

    def _tell_taken(self, taken: StepTaken | None) -> None:
        if taken is None:
            return
        self._withdraw_offer(taken.persona_id, taken.step.step_id)
        if taken.persona_id == self._place.persona_id:
            self.taken.emit(taken)

    def _withdraw_offer(self, persona_id: str, step_id: int) -> None:
        if self._offered is not None and self._offered[:2] == (persona_id, step_id):
            self._notices.withdraw(self._offered[2])
            self._offered = None

    def _tell_taken_or_not(self, taken: StepTaken | None) -> None:
        self._tell_taken(taken)
        if taken is None:
            self._notices.show(
                translate("Undo", "Something else was changed since."),
                translate("Undo", "Undo that first, with Ctrl+Z."),
            )
