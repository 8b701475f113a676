"""Has a small model title conversations after the first exchange; whatever fails, the first words stay."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from personaui_desktop.background.memory_writer import MemoryWriter, Written
from personaui_desktop.background.operation import Run
from personaui_desktop.background.reply_worker import SessionKey
from personaui_desktop.conversation.title_request import title_in
from personaui_desktop.operations import sessions, titling
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, ReplyRequest
from personaui_desktop.widgets.common.kept import told_elsewhere


class Titling(QObject):
    """Considers every conversation once, in which a reply has ended.

    Args:
        run: runs operations.
        writer: has the model write.
        choose_model: answers who is asked; where empty, nobody is.
        parent: its owner.
    """

    def __init__(
        self, run: Run, writer: MemoryWriter, choose_model: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._run, self._writer, self._choose_model = run, writer, choose_model
        self._considered: set[SessionKey] = set()

    @property
    def model(self) -> str:
        """Who is asked; where empty, nobody is."""
        return self._choose_model()

    def consider(self, persona_id: str, session_id: int, _message_id: int, outcome: ReplyOutcome) -> None:
        """A reply has ended: title its conversation if that was the first."""
        where = (persona_id, session_id)
        if not self.model or outcome.status is not ReplyStatus.COMPLETE or where in self._considered:
            return
        self._considered.add(where)
        self._run(titling.plan(*where), self, partial(self._ask, where), told_elsewhere)

    def _ask(self, where: SessionKey, request: ReplyRequest | None) -> None:
        if request is not None:
            take, settle = partial(self._take, where), partial(self._settle, where)
            self._writer.write([request], take, settle, model=self.model)

    def _settle(self, where: SessionKey, written: Written) -> None:
        self._run(titling.settle(*where, written), self, otherwise=told_elsewhere)

    def _take(self, where: SessionKey, written: list[Written]) -> None:
        title = title_in(written[0].text) if written and written[0].outcome.status.is_whole else ""
        if title:
            self._run(sessions.title_by_machine(*where, title), self, otherwise=told_elsewhere)
