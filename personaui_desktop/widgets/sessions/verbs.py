"""What is done with conversations as they stand in the list: pinned, archived, moved to the trash, copied."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.errors import UnknownSession
from personaui_desktop.operations import branches, sessions
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.sessions import Session, SessionGroup
from personaui_desktop.translation import translate, translated
from personaui_desktop.widgets.common.notices import Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory
from personaui_desktop.widgets.common.wording import quoted

_TRASHED = Phrase(
    "Conversations",
    "{n} conversation was moved to the trash.|{n} conversations were moved to the trash.",
)
_ARCHIVED = Phrase("Conversations", "{n} conversation was archived.|{n} conversations were archived.")
_DELETE = Phrase("Conversations", "Delete {n} conversation for good?|Delete {n} conversations for good?")


class SessionVerbs(QObject):
    """Acts on sessions of the persona that is shown, on several at once as one step.

    Args:
        place: whose sessions.
        run: runs the operations.
        notices: where failures are told.
        history: where undo is offered.
        chosen: the sessions that are meant now.
        window: over which questions stand, and the owner.
    """

    def __init__(
        self,
        place: Place,
        run: Run,
        notices: Notices,
        history: UndoHistory,
        chosen: Callable[[], list[Session]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._place, self._run, self._notices, self._history = place, run, notices, history
        self._chosen, self._window = chosen, window

    @property
    def are_in_use(self) -> bool:
        """Whether those that are meant lie outside of the trash."""
        return all(each.trashed_at is None for each in self._chosen())

    @property
    def are_in_trash(self) -> bool:
        """Whether those that are meant lie in the trash."""
        return all(each.trashed_at is not None for each in self._chosen())

    @property
    def can_pin(self) -> bool:
        """Whether those that are meant stand where pinning moves them."""
        return all(each.group in {SessionGroup.PINNED, SessionGroup.OPEN} for each in self._chosen())

    @property
    def is_one(self) -> bool:
        """Whether just one is meant, outside of the trash."""
        return len(self._chosen()) == 1 and self.are_in_use

    @property
    def pin_words(self) -> str:
        """What pinning is called for those that are meant."""
        is_pinned = all(each.is_pinned for each in self._chosen())
        return translate("Conversations", "Unpin") if is_pinned else translate("Conversations", "Pin")

    @property
    def archive_words(self) -> str:
        """What archiving is called for those that are meant."""
        is_archived = all(each.is_archived for each in self._chosen())
        return (
            translate("Conversations", "Unarchive") if is_archived else translate("Conversations", "Archive")
        )

    def pin(self) -> None:
        """Pin them, or let them go where all are pinned."""
        found = self._chosen()
        if self.can_pin:
            self._mark(sessions.pin(*self._all(found), not all(each.is_pinned for each in found)))

    def archive(self) -> None:
        """Archive them, or take them out again where all are archived."""
        found = self._chosen()
        if not self.are_in_use:
            return
        archived = not all(each.is_archived for each in found)
        said = _said(found, translate("Conversations", "{title} was archived."), _ARCHIVED)
        self._mark(sessions.archive(*self._all(found), archived), said if archived else "")

    def delete(self) -> None:
        """Move them to the trash, and what lies there already away for good, if the person means it."""
        found = [each for each in self._chosen() if each.trashed_at is None]
        if not found:
            self.delete_for_good()
            return
        said = _said(found, translate("Conversations", "{title} was moved to the trash."), _TRASHED)
        self._mark(sessions.trash(*self._all(found)), said)

    def restore(self) -> None:
        """Take them out of the trash."""
        if self.are_in_trash:
            self._mark(sessions.restore(*self._all(self._chosen())))

    def delete_for_good(self) -> None:
        """Delete them from the trash, if the person means it."""
        found = self._chosen()
        if found and self.are_in_trash:
            question = _said(found, translate("Conversations", "Delete {title} for good?"), _DELETE)
            self._ask(question, sessions.delete_for_good(*self._all(found)))

    def empty_trash(self) -> None:
        """Delete all that lies in the trash, if the person means it."""
        question = translate("Conversations", "Delete everything in the trash for good?")
        self._ask(question, sessions.empty_trash(self._place.persona_id))

    def duplicate(self) -> None:
        """Make a copy of the one that is meant, and show it."""
        found = self._chosen()
        if self.is_one:
            persona_id = self._place.persona_id
            title = translate("Conversations", "Copy of {title}").format(title=found[0].title)
            work = branches.duplicate(persona_id, found[0].id, title[: sessions.TITLE_CHARACTERS])
            self._run(work, self, partial(self._go_to_copy, persona_id), self._notices.tell)

    def rename(self, session_id: int, title: str) -> None:
        """Give a session the title that the person typed."""
        work = sessions.rename(self._place.persona_id, session_id, title)
        self._run(work, self, self._tell_if_gone, self._notices.tell)

    def _all(self, found: list[Session]) -> tuple[str, list[int]]:
        return self._place.persona_id, [each.id for each in found]

    def _mark(self, work: Operation[int | None], said: str = "") -> None:
        self._run(work, self, partial(self._tell_marked, self._place.persona_id, said), self._notices.tell)

    def _tell_marked(self, persona_id: str, said: str, step_id: int | None) -> None:
        if step_id is None:
            self._tell_if_gone(False)
        # The history is that of the persona that is shown.
        elif said and self._place.persona_id == persona_id:
            self._history.offer(said, step_id)

    def _tell_if_gone(self, is_there: bool) -> None:
        if not is_there:
            sentence = Phrase("Conversations", "This conversation was changed or deleted elsewhere.")
            remedy = Phrase("Conversations", "Look at it in the list, and try again.")
            self._notices.tell(UnknownSession(sentence, remedy))

    def _go_to_copy(self, persona_id: str, copy_id: int) -> None:
        if self._place.persona_id == persona_id:
            self._place.show_session(copy_id)
        self._run(branches.finish(persona_id, copy_id), self, otherwise=self._notices.tell)

    def _ask(self, question: str, work: Operation[int]) -> None:
        # Dialogs are no part of the start.
        from personaui_desktop.widgets.common.dialogs import confirm_deletion

        consequence = translate(
            "Conversations", "This cannot be undone. Memories made from conversations are kept."
        )
        then = partial(self._run, work, self, None, self._notices.tell)
        confirm_deletion(
            self._window, question, consequence, then, translate("Conversations", "Delete for good")
        )


def _said(found: list[Session], one: str, several: Phrase) -> str:
    if len(found) == 1:
        return one.format(title=quoted(found[0].title))
    return translated(several.of(len(found)))
