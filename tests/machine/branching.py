"""Branches and copies."""

from typing import TypeVar

from hypothesis.stateful import precondition, rule
from machine.base import Base, picks, texts
from machine.stored import stored
from machine.windows import PERSONA
from machine.world import Branch, Key, Message, Refused, Said, Session
from support.on_file import write

from personaui_desktop.background.operation import Operation
from personaui_desktop.database import copying
from personaui_desktop.operations import branches
from personaui_desktop.records.branches import BranchKind
from personaui_desktop.records.changes import Change, Topic

T = TypeVar("T")


class Branching(Base):
    """Tails take turns, and copies are made in chunks."""

    @precondition(lambda self: self.has_shown_messages())
    @rule(pick=picks, text=texts)
    def say_instead(self, pick: int, text: str) -> None:
        message_id, message = self.a_shown_message(pick)
        session, known = message.session, set(self.world.ids("session"))
        operation = branches.say_instead(PERSONA, session, message_id, text)
        fork = max((each for each in self.world.talk(session) if each < message_id), default=0)
        try:
            self.world.check_can_move(session, fork, 0)
        except Refused:
            self.is_refused(operation)
            return
        said = self.windows.run(operation)
        (branch_id,) = {key.id for key in stored() if key.kind == "session"} - known
        self.world.park(session, message_id, branch_id)
        self.said_in(session)
        self.world.put("message", said.message_id, Message(session, True, (Said(text),)))

    @precondition(lambda self: self.world.parked())
    @rule(pick=picks)
    def open_branch(self, pick: int) -> None:
        parked = self.world.parked()
        branch_id = parked[pick % len(parked)]
        operation = branches.open_branch(PERSONA, branch_id)
        try:
            shown = self.world.open(branch_id)
        except Refused:
            self.is_refused(operation)
            return
        assert self.windows.run(operation) == shown

    @precondition(lambda self: self.has_room() and self.has_shown_messages())
    @rule(pick=picks)
    def branch_from(self, pick: int) -> None:
        message_id, message = self.a_shown_message(pick)
        self.copy(
            message.session, message_id, branches.branch_from(PERSONA, message.session, message_id, "b")
        )

    @precondition(lambda self: self.has_room() and self.world.shown())
    @rule(pick=picks)
    def duplicate(self, pick: int) -> None:
        session = self.a_session(pick)
        self.copy(session, None, branches.duplicate(PERSONA, session, "b"))

    @precondition(lambda self: self.has_room() and self.has_shown_messages())
    @rule(pick=picks, text=texts)
    def say_in_branch(self, pick: int, text: str) -> None:
        message_id, message = self.a_shown_message(pick)
        before = max((each for each in self.world.talk(message.session) if each < message_id), default=0)
        operation = branches.say_in_branch(PERSONA, message.session, message_id, text, "b")
        said = self.copy(message.session, before, operation)
        if said is not None:
            self.world.put("message", said.message_id, Message(said.session_id, True, (Said(text),)))

    def copy(self, session: int, until: int | None, operation: Operation[T]) -> T | None:
        if not self.world.is_whole(session):
            self.is_refused(operation)
            return None
        talk, known = self.world.talk(session), set(self.world.ids("session"))
        made = self.windows.run(operation)
        (copy_id,) = {key.id for key in stored() if key.kind == "session"} - known
        last = (talk[-1] if talk else 0) if until is None else until
        offset = stored()[Key("branch", copy_id)].offset  # type: ignore[union-attr]
        assert not [each for each in self.world.ids("message") if each >= offset + (talk[0] if talk else 0)]
        marker = self.world.marker_until(self.world.session(session).marker, last, session, session)
        copied = None if marker is None else marker + offset
        kind = BranchKind.DUPLICATE if until is None else BranchKind.COPIED
        self.world.put("session", copy_id, Session("b", trashed=True, marker=copied))
        self.world.put("branch", copy_id, Branch(kind, session, last, offset, last + 1))
        with self.world.step():
            self.world.change("session", copy_id, trashed=False)
        self.world.copy_chunk(copy_id)
        return made

    @precondition(lambda self: self.world.unfinished())
    @rule(pick=picks)
    def copy_some_more_and_be_stopped(self, pick: int) -> None:
        found = self.world.unfinished()
        copy_id = found[pick % len(found)]
        write(copying.copy_chunk, copy_id)
        self.world.copy_chunk(copy_id)
        self.windows.tell([Change(Topic.MESSAGES, PERSONA, copy_id)])

    @precondition(lambda self: self.world.unfinished())
    @rule(pick=picks)
    def finish_copying(self, pick: int) -> None:
        found = self.world.unfinished()
        copy_id = found[pick % len(found)]
        self.windows.run(branches.finish(PERSONA, copy_id))
        self.finish(copy_id)

    def finish(self, copy_id: int) -> None:
        while copy_id in self.world.unfinished():
            self.world.copy_chunk(copy_id)
