"""The plain model: what a persona's conversations are to be, in one dict, without a database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from personaui_desktop.records.branches import BranchKind
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.text import title_from

CHUNK = 2
"""How many messages the machine has copied at a time."""


class Refused(Exception):
    """What is asked for is not possible just now, and leaves all as it is."""


class Key(NamedTuple):
    kind: str
    id: int


class Said(NamedTuple):
    text: str
    status: ReplyStatus | None = None


class Message(NamedTuple):
    session: int
    is_user: bool
    versions: tuple[Said, ...]
    chosen: int = 0
    hidden: bool = False
    bookmarked: bool = False
    note: str = ""

    @property
    def says(self) -> Said:
        return self.versions[self.chosen]

    def saying(self, said: Said) -> "Message":
        """The same with other words in the chosen version."""
        versions = list(self.versions)
        versions[self.chosen] = said
        return self._replace(versions=tuple(versions))

    def with_version(self, said: Said) -> "Message":
        return self._replace(versions=(*self.versions, said), chosen=len(self.versions))

    def without_version(self, at: int) -> "Message":
        chosen = self.chosen
        if at < chosen or (at == chosen and at > 0):
            chosen -= 1
        return self._replace(versions=self.versions[:at] + self.versions[at + 1 :], chosen=chosen)


class Session(NamedTuple):
    title: str
    pinned: bool = False
    archived: bool = False
    trashed: bool = False
    marker: int | None = None


class Branch(NamedTuple):
    kind: BranchKind
    trunk: int
    fork: int
    offset: int = 0
    rest: int | None = None
    """Before which message of the trunk all is still to be copied."""


class Memory(NamedTuple):
    session: int
    content: str
    start: int
    end: int
    active: bool = True
    pinned: bool = False


class Proposal(NamedTuple):
    session: int
    content: str
    start: int
    end: int
    discarded: bool = False


class Draft(NamedTuple):
    """What waits in a composer: its key is the session's, 0 where none has begun yet."""

    text: str
    place: int | None = None
    """Where it waited to be said before it came back into the composer."""


class EditDraft(NamedTuple):
    """What a message is being changed to: its key is the message's."""

    text: str


class Queued(NamedTuple):
    """What is said once the reply has ended."""

    session: int
    text: str


Row = Message | Session | Branch | Memory | Proposal | Draft | EditDraft | Queued
Rows = dict[Key, Row]


@dataclass
class Step:
    """Something done: each row before and after, and the tails that took turns in it."""

    rows: dict[Key, tuple[Row | None, Row | None]]
    moves: list[tuple[int, Session, Branch]] = field(default_factory=list)
    is_tainted: bool = False
    """Whether something that cannot be taken back has touched what it changed."""


class World:
    """All rows by key, and the steps that were done and taken back."""

    def __init__(self) -> None:
        self.rows: Rows = {}
        self.done: list[Step] = []
        self.undone: list[Step] = []

    # What there is.

    def ids(self, kind: str) -> list[int]:
        return sorted(key.id for key in self.rows if key.kind == kind)

    def message(self, message_id: int) -> Message:
        return self.rows[Key("message", message_id)]  # type: ignore[return-value]

    def session(self, session_id: int) -> Session:
        return self.rows[Key("session", session_id)]  # type: ignore[return-value]

    def memory(self, memory_id: int) -> Memory:
        return self.rows[Key("memory", memory_id)]  # type: ignore[return-value]

    def proposal(self, proposal_id: int) -> Proposal:
        return self.rows[Key("proposal", proposal_id)]  # type: ignore[return-value]

    def branch(self, branch_id: int) -> Branch | None:
        return self.rows.get(Key("branch", branch_id))  # type: ignore[return-value]

    def talk(self, session_id: int) -> list[int]:
        return [each for each in self.ids("message") if self.message(each).session == session_id]

    def queued(self, queued_id: int) -> Queued:
        return self.rows[Key("queued", queued_id)]  # type: ignore[return-value]

    def queued_in(self, session_id: int) -> list[int]:
        return [each for each in self.ids("queued") if self.queued(each).session == session_id]

    def is_parked(self, session_id: int) -> bool:
        branch = self.branch(session_id)
        return branch is not None and branch.kind is BranchKind.PARKED and self.has_session(branch.trunk)

    def has_session(self, session_id: int) -> bool:
        return Key("session", session_id) in self.rows

    def shown(self) -> list[int]:
        """Sessions that a person can open, in the trash or not."""
        return [each for each in self.ids("session") if not self.is_parked(each)]

    def parked(self) -> list[int]:
        return [each for each in self.ids("session") if self.is_parked(each)]

    def unfinished(self) -> list[int]:
        found = ((each, self.branch(each)) for each in self.ids("branch") if self.has_session(each))
        return [each for each, branch in found if branch is not None and branch.rest is not None]

    def is_whole(self, session_id: int) -> bool:
        return all(
            session_id not in (each, branch.trunk)
            for each in self.unfinished()
            if (branch := self.branch(each))
        )

    # Changes that can be taken back.

    @contextmanager
    def step(self) -> Iterator[Step]:
        """What changes within is one step, if anything does; what moves is told by `move`."""
        before, step = dict(self.rows), Step({})
        yield step
        changed = [key for key in before.keys() | self.rows.keys() if before.get(key) != self.rows.get(key)]
        step.rows |= {key: (before.get(key), self.rows.get(key)) for key in changed}
        if step.rows or step.moves:
            self.done.append(step)
            self.undone.clear()

    def put(self, kind: str, row_id: int, row: Row) -> None:
        self.rows[Key(kind, row_id)] = row

    def change(self, kind: str, row_id: int, **values: object) -> None:
        key = Key(kind, row_id)
        self.rows[key] = self.rows[key]._replace(**values)  # type: ignore[arg-type]

    def drop(self, kind: str, row_id: int) -> None:
        self.rows.pop(Key(kind, row_id), None)
        if kind == "message":
            self.drop("edit", row_id)

    def park(self, session_id: int, message_id: int, branch_id: int) -> None:
        """What is said from a message on is parked in a session of that id."""
        fork = max((each for each in self.talk(session_id) if each < message_id), default=0)
        session, branch = Session(self.session(session_id).title), Branch(BranchKind.PARKED, session_id, fork)
        self.check_can_move(session_id, fork, branch_id)
        self.put("session", branch_id, session)
        self.put("branch", branch_id, branch)
        self._exchange(branch_id)
        self.done.append(Step({}, [(branch_id, session, branch)]))
        self.undone.clear()

    def open(self, branch_id: int) -> int:
        """What is parked takes its place; answers the session to show."""
        way: list[int] = []
        at = branch_id
        while self.is_parked(at):
            way.insert(0, at)
            branch = self.branch(at)
            assert branch is not None
            at = branch.trunk
        rows, step = dict(self.rows), Step({})
        try:
            for each in way:
                self._move(each, step)
        except Refused:
            self.rows = rows
            raise
        if way:
            self.done.append(step)
            self.undone.clear()
        return at

    def begin_version(self, message_id: int, said: Said) -> Step:
        """A message says something else, in a further version; taken back, it says what it said before."""
        before = self.message(message_id)
        with self.step() as step:
            self.put("message", message_id, before.with_version(said))
        after = self.message(message_id)
        step.rows[Key("message", message_id)] = after._replace(chosen=before.chosen), after
        return step

    def undo(self) -> None:
        self._take(self.done, self.undone, backwards=True)

    def redo(self) -> None:
        self._take(self.undone, self.done, backwards=False)

    # Changes that cannot.

    def taint(self, is_about: Callable[[Key, Row], bool], *, moves: bool = False) -> None:
        """Something has changed for good: steps with such rows may not be possible any more."""
        for step in (*self.done, *self.undone):
            rows = [(key, row) for key, pair in step.rows.items() for row in pair if row is not None]
            if (moves and step.moves) or any(is_about(key, row) for key, row in rows):
                step.is_tainted = True

    def taint_message(self, message_id: int, *, is_gone: bool = False) -> None:
        self.taint(lambda key, _row: key == Key("message", message_id), moves=is_gone)

    def delete_session(self, session_id: int) -> None:
        """For good: its messages and proposals go with it, its memories stay."""
        for message_id in self.talk(session_id):
            self.drop("message", message_id)
        for proposal_id in self.ids("proposal"):
            if self.proposal(proposal_id).session == session_id:
                self.drop("proposal", proposal_id)
        for queued_id in self.queued_in(session_id):
            self.drop("queued", queued_id)
        self.drop("session", session_id)
        self.drop("draft", session_id)
        for step in (*self.done, *self.undone):
            step.is_tainted = True

    def delete_with_parked(self, session_id: int) -> None:
        gone = [session_id]
        for each in gone:
            for other in self.ids("branch"):
                branch = self.branch(other)
                if branch and branch.kind is BranchKind.PARKED and branch.trunk == each and other not in gone:
                    gone.append(other)
        for each in gone:
            if self.has_session(each):
                self.delete_session(each)

    def copy_chunk(self, copy_id: int) -> None:
        """The newest messages that a copy lacks come into it."""
        branch = self.branch(copy_id)
        assert branch is not None
        assert branch.rest is not None
        lacking = [each for each in self.talk(branch.trunk) if each < branch.rest]
        for message_id in lacking[-CHUNK:]:
            copied = _copied(self.message(message_id), copy_id)
            if copied is not None:
                self.put("message", message_id + branch.offset, copied)
        self.change("branch", copy_id, rest=lacking[-CHUNK] if len(lacking) > CHUNK else None)

    def check_can_move(self, trunk: int, fork: int, branch_id: int) -> None:
        for session_id in (trunk, branch_id):
            if not self.is_whole(session_id):
                raise Refused
        for message_id in self.ids("message"):
            message = self.message(message_id)
            is_in_tail = message.session == branch_id or (message.session == trunk and message_id > fork)
            if is_in_tail and message.says.status is ReplyStatus.STREAMING:
                raise Refused

    def _move(self, branch_id: int, step: Step | None) -> None:
        branch = self.branch(branch_id)
        assert branch is not None
        self.check_can_move(branch.trunk, branch.fork, branch_id)
        self._exchange(branch_id)
        if step is not None:
            step.moves.append((branch_id, self.session(branch_id), branch))
        if not self.talk(branch_id):
            self._hand_over(branch_id, branch.trunk)
            self.drop("session", branch_id)
            self.drop("branch", branch_id)

    def _exchange(self, branch_id: int) -> None:
        own = self.branch(branch_id)
        assert own is not None
        trunk, fork = own.trunk, own.fork
        for key, row in list(self.rows.items()):
            if isinstance(row, Message | Memory | Proposal):
                last = key.id if isinstance(row, Message) else row.end
                if row.session == branch_id:
                    self.change(*key, session=trunk)
                elif row.session == trunk and last > fork:
                    self.change(*key, session=branch_id)
            elif isinstance(row, Branch) and key.id != branch_id:
                if row.trunk == branch_id:
                    self.change(*key, trunk=trunk)
                elif row.trunk == trunk and row.fork > fork:
                    self.change(*key, trunk=branch_id)
        of_trunk, of_branch = self.session(trunk).marker, self.session(branch_id).marker
        shared = self.marker_until(of_trunk, fork, trunk, branch_id)
        both = [each for each in (of_branch, shared) if each is not None]
        self.change("session", trunk, marker=max(both, default=None))
        self.change("session", branch_id, marker=of_trunk)
        self._name(branch_id)

    def marker_until(self, marker: int | None, fork: int, staying: int, resting: int) -> int | None:
        """The marker up to a fork, and before the first message that only a memory tells of which rests."""
        if marker is None:
            return None
        until, found = min(marker, fork), [self.memory(each) for each in self.ids("memory")]
        resting_from = [each.start for each in found if each.session == resting and each.end > fork]
        if not resting_from:
            return until
        told = [
            each
            for each in found
            if each.session == staying and (each.end <= fork or each.pinned or not each.active)
        ]
        remembered = None
        for message_id in self.talk(staying):
            is_told = any(each.start <= message_id <= each.end for each in told)
            if message_id > until or not (message_id < min(resting_from) or is_told):
                break
            remembered = message_id
        return remembered

    def _name(self, branch_id: int) -> None:
        """What is parked is called by its first words."""
        title = "".join(title_from(self.message(each).says.text) for each in self.talk(branch_id)[:1])
        if title:
            self.change("session", branch_id, title=title)

    def _hand_over(self, empty: int, trunk: int) -> None:
        for key, row in list(self.rows.items()):
            if isinstance(row, Memory | Proposal) and row.session == empty:
                self.change(*key, session=trunk)
            elif isinstance(row, Branch) and row.trunk == empty:
                self.change(*key, trunk=trunk)

    def _take(self, steps: list[Step], others: list[Step], *, backwards: bool) -> None:
        """Take a step back, or do it again, of which nothing has been touched since."""
        step, rows = steps.pop(), dict(self.rows)
        try:
            self._check_arrived(step)
            for branch_id, session, branch in reversed(step.moves) if backwards else step.moves:
                if not self.has_session(branch_id):
                    self.put("session", branch_id, session._replace(marker=None))
                    self.put("branch", branch_id, branch)
                self._move(branch_id, None)
        except Refused:
            self.rows = rows
            steps.append(step)
            raise
        for key, (before, after) in step.rows.items():
            found, wanted = (after, before) if backwards else (before, after)
            self._make_so(key, found, wanted)
        others.append(step)

    def _check_arrived(self, step: Step) -> None:
        """A version that is arriving is not taken back."""
        for key, (before, after) in step.rows.items():
            now = self.rows.get(key)
            is_choice = (
                isinstance(before, Message) and isinstance(after, Message) and before.chosen != after.chosen
            )
            if is_choice and isinstance(now, Message) and now.says.status is ReplyStatus.STREAMING:
                raise Refused

    def _make_so(self, key: Key, found: Row | None, wanted: Row | None) -> None:
        now = self.rows.get(key)
        if wanted is None:
            self.drop(*key)
        elif now is None or found is None:
            self.rows[key] = wanted
        else:
            values = {
                name: getattr(wanted, name)
                for name in wanted._fields
                if getattr(wanted, name) != getattr(found, name)
                # A marker that has moved since stays where it is.
                and (name != "marker" or getattr(now, name) == getattr(found, name))
            }
            if isinstance(now, Message) and isinstance(found, Message) and "versions" in values:
                # Versions that came later stay behind those that the step knows.
                values["versions"] += now.versions[len(found.versions) :]
            self.rows[key] = now._replace(**values)


def _copied(message: Message, session_id: int) -> Message | None:
    """A message in a copy, in which nothing arrives; ``None`` where it has nothing to say."""
    said = message.says
    if said.status is ReplyStatus.STREAMING:
        if said.text:
            return message.saying(said._replace(status=ReplyStatus.STOPPED))._replace(session=session_id)
        if len(message.versions) == 1:
            return None
        message = message.without_version(message.chosen)
        message = message._replace(chosen=len(message.versions) - 1)
    return message._replace(session=session_id)
