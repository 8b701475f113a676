"""Has memories written, asked for or by itself, and remembers what is under way and what went wrong."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, SignalInstance

from personaui_desktop.background.memory_writer import MemoryWriter, Writing, Written
from personaui_desktop.background.operation import Operation, Run
from personaui_desktop.claude.who_replies import DEFAULT_MEMORY_MODEL
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import remembering
from personaui_desktop.records.changes import Change, Topic
from personaui_desktop.records.memories import Memory
from personaui_desktop.settings.table import Settings
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.common.place import Place, Where

if TYPE_CHECKING:
    from personaui_desktop.operations.remembering import MemoryPlan

PAUSE_AFTER_FAILURE = 5
"""How many replies pass by after a failure until a memory is tried by itself again."""


class MemoryTrouble(NamedTuple):
    """Why nothing, or not all, was remembered, and what tries again, if anything does.

    ``is_of_the_moment``: it is about what is stored, and no longer true once that changes. ``is_wrong``: it
    is a warning, and not only an answer.
    """

    sentence: str
    retry: Callable[[], None] | None = None
    is_of_the_moment: bool = False
    is_wrong: bool = True


class MemoryErrand:
    """Memories being written for a persona since the person asked for them, where and in which window."""

    def __init__(self, where: Where, by: Place, retry: Callable[[], None]) -> None:
        self.where = where
        self.by = by
        self.retry = retry
        self.writing: Writing | None = None
        self.number = 0
        self.count = 0
        self.is_cancelled = False


class MemoryMaking(QObject):
    """The verbs of remembering. It knows of every persona, not only of the one that is shown.

    Args:
        run: the database worker's ``run``.
        changed: the database worker's ``changed``.
        writer: has the model write.

    Signals:
        changed: `errand` or `trouble` may answer otherwise now.
        proposed: the place of the window in which the person asked, a persona's id, the proposals' ids.
        remembered: a persona's id and the id of a memory that was made and accepted by itself.
    """

    changed = Signal()
    proposed = Signal(object, str, object)
    remembered = Signal(str, object)

    def __init__(
        self, run: Run, changed: SignalInstance, writer: MemoryWriter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._run = run
        self._writer = writer
        self._settings = Settings()
        self._is_free = False
        self._errands: dict[str, MemoryErrand] = {}
        self._troubles: dict[Where, MemoryTrouble] = {}
        self._by_itself: set[tuple[str, int]] = set()
        self._pauses: dict[tuple[str, int], int] = {}
        changed.connect(self._follow)

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    @property
    def is_free(self) -> bool:
        """Whether the demo companion writes, which costs nothing."""
        return self._is_free

    @is_free.setter
    def is_free(self, is_free: bool) -> None:
        self._is_free = is_free
        self.changed.emit()

    @property
    def model_by_itself(self) -> str:
        """The model that writes memories by itself; empty for the one that chats.

        Where none is named, a small one of Anthropic's; a server of one's own hardly knows that one.
        """
        return self._settings.memory_model or ("" if self._settings.base_url else DEFAULT_MEMORY_MODEL)

    def apply_settings(self, settings: Settings) -> None:
        """Take over what the settings say about remembering."""
        self._settings = settings
        self.changed.emit()

    def errand(self, persona_id: str) -> MemoryErrand | None:
        """What is being written for a persona."""
        return self._errands.get(persona_id)

    def trouble(self, persona_id: str, session_id: int | None) -> MemoryTrouble | None:
        """What went wrong with the last errand that was asked for in a conversation."""
        return self._troubles.get((persona_id, session_id))

    def forget_trouble(self, persona_id: str, session_id: int | None) -> None:
        """It has been read."""
        if self._troubles.pop((persona_id, session_id), None):
            self.changed.emit()

    def remember(self, persona_id: str, session_id: int, by: Place) -> None:
        """Remember what was said since the last memory; ``by`` is the place of the window that asks."""
        self._send((persona_id, session_id), by, partial(remembering.plan_new, persona_id, session_id))

    def remember_range(
        self, persona_id: str, session_id: int, first_id: int, last_id: int, by: Place
    ) -> None:
        """Remember some messages."""
        where = (persona_id, session_id)
        self._send(where, by, partial(remembering.plan_range, persona_id, session_id, first_id, last_id))

    def remember_until(self, persona_id: str, session_id: int, last_id: int, by: Place) -> None:
        """Remember what was said since the last memory, up to a message."""
        where = (persona_id, session_id)
        self._send(where, by, partial(remembering.plan_until, persona_id, session_id, last_id))

    def make_anew(self, persona_id: str, memory: Memory, session_id: int | None, by: Place) -> None:
        """Write a memory anew, from its messages as they are now.

        Args:
            persona_id: whose memory.
            memory: of any of the persona's conversations.
            session_id: the conversation that is shown, where it is said if this fails.
            by: the place of the window that asks.
        """
        self._send((persona_id, session_id), by, partial(remembering.plan_anew, persona_id, memory))

    def cancel(self, persona_id: str) -> None:
        """Write no more; what is written already is proposed."""
        errand = self._errands.get(persona_id)
        if errand is not None:
            errand.is_cancelled = True
            if errand.writing is not None:
                errand.writing.cancel()

    def consider(self, persona_id: str, session_id: int) -> None:
        """After a reply: remember by itself, if the settings say so and it is time."""
        place, after = (persona_id, session_id), self._settings.remember_after
        if not after or place in self._by_itself or persona_id in self._errands:
            return
        if self._pauses.get(place, 0) > 0:
            self._pauses[place] -= 1
            return
        self._by_itself.add(place)

        def begin(plan: "MemoryPlan | None") -> None:
            if plan is None:
                self._by_itself.discard(place)
                return

            def take(written: list[Written]) -> None:
                self._take_by_itself(plan, written)

            self._writer.write(plan.requests, take, self._settler(plan), model=self.model_by_itself)

        work = remembering.plan_if_due(persona_id, session_id, after)
        self._run(work, self, begin, lambda _error: self._by_itself.discard(place))

    def _follow(self, change: Change) -> None:
        """What could not be remembered as things stood may be by now."""
        for where, trouble in list(self._troubles.items()):
            persona_id, session_id = where
            concerns_it = change.topic in {Topic.MEMORIES, Topic.PROPOSALS} or (
                change.topic is Topic.MESSAGES and change.session_id == session_id
            )
            if trouble.is_of_the_moment and change.persona_id == persona_id and concerns_it:
                self.forget_trouble(*where)

    def _send(self, where: Where, by: Place, plan: "Callable[[], Operation[MemoryPlan]]") -> None:
        if where[0] in self._errands:
            return
        self._troubles.pop(where, None)
        errand = MemoryErrand(where, by, partial(self._send, where, by, plan))
        self._errands[where[0]] = errand
        self._run(
            plan(),
            self,
            partial(self._begin, errand),
            partial(self._refuse, errand),
        )
        self.changed.emit()

    def _begin(self, errand: MemoryErrand, plan: "MemoryPlan") -> None:
        errand.count = len(plan.tasks)
        if errand.is_cancelled:
            self._end(errand, None)
            return

        def advance(number: int) -> None:
            errand.number = number
            self.changed.emit()

        def take(written: list[Written]) -> None:
            self._take(errand, plan, written)

        errand.writing = self._writer.write(
            plan.requests, take, self._settler(plan), advance, waits=self.changed.emit
        )

    def _settler(self, plan: "MemoryPlan") -> Callable[[Written], None]:
        """Notes what each request of a plan cost."""
        return lambda written: self._run(remembering.settle(plan, written), self)

    def _refuse(self, errand: MemoryErrand, error: KnownError) -> None:
        sentence, is_wrong = told(error), not isinstance(error, remembering.TooLittle)
        self._end(errand, MemoryTrouble(sentence, is_of_the_moment=True, is_wrong=is_wrong))

    def _take(self, errand: MemoryErrand, plan: "MemoryPlan", written: list[Written]) -> None:
        from personaui_desktop.widgets.memories.usable import usable

        errand.writing = None
        texts, problem = usable(written, plan.requests)
        trouble = _trouble_of(translated(problem), errand, is_part=bool(texts)) if problem else None
        if trouble is None and plan.is_more and not errand.is_cancelled:
            more = translate("Memories", "There is more to remember. Remember again for the rest.")
            trouble = MemoryTrouble(more, is_wrong=False)
        if not texts:
            self._end(errand, trouble)
            return

        def show(proposal_ids: list[int]) -> None:
            self._end(errand, trouble)
            self.proposed.emit(errand.by, plan.persona_id, proposal_ids)

        def fail(error: KnownError) -> None:
            self._refuse(errand, error)

        self._run(remembering.propose(plan, texts), self, show, fail)

    def _take_by_itself(self, plan: "MemoryPlan", written: list[Written]) -> None:
        from personaui_desktop.widgets.memories.usable import usable

        place = (plan.persona_id, plan.session_id)
        self._by_itself.discard(place)
        texts, problem = usable(written, plan.requests)
        if problem or not texts:
            self._pauses[place] = PAUSE_AFTER_FAILURE
            return

        def accept(proposal_ids: list[int]) -> None:
            if self._settings.accept_memories:
                for proposal_id, text in zip(proposal_ids, texts, strict=False):
                    work = remembering.accept(plan.persona_id, proposal_id, text)
                    self._run(work, self, partial(self.remembered.emit, plan.persona_id))

        # A failure changes nothing: it is tried again after some more replies.
        self._run(remembering.propose(plan, texts), self, accept, lambda _error: None)

    def _end(self, errand: MemoryErrand, trouble: MemoryTrouble | None) -> None:
        self._errands.pop(errand.where[0], None)
        if trouble is not None:
            self._troubles[errand.where] = trouble
        self.changed.emit()


def _trouble_of(problem: str, errand: MemoryErrand, *, is_part: bool) -> MemoryTrouble:
    sentence = (
        translate("Memories", "Only part was remembered. {problem}")
        if is_part
        else translate("Memories", "Nothing was saved. {problem}")
    )
    return MemoryTrouble(sentence.format(problem=problem), errand.retry)
