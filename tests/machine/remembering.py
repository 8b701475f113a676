"""What a person does with memories, written by hand or proposed."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.base import Base, picks, texts
from machine.windows import PERSONA
from machine.world import Memory, Proposal
from support.on_file import write

from personaui_desktop.database import proposals
from personaui_desktop.operations import memories, remembering
from personaui_desktop.records import memories as memory_records


class Remembering(Base):
    """All but proposing can be taken back."""

    @precondition(lambda self: self.has_shown_messages())
    @rule(pick=picks, length=st.integers(1, 8), content=texts)
    def add_memory(self, pick: int, length: int, content: str) -> None:
        session, start, end = self.a_range(pick, length)
        made = self.windows.run(memories.add(PERSONA, session, content, start, end))
        with self.world.step():
            self.world.put("memory", made, Memory(session, content, start, end))

    @precondition(lambda self: self.world.ids("memory"))
    @rule(pick=picks, what=st.sampled_from(["content", "active", "pinned"]), on=st.booleans(), content=texts)
    def change_memory(self, pick: int, what: str, on: bool, content: str) -> None:
        memory_id = self.a_memory(pick)
        if what == "content":
            self.windows.run(memories.edit(PERSONA, memory_id, content))
        else:
            self.windows.run((memories.switch if what == "active" else memories.pin)(PERSONA, memory_id, on))
        with self.world.step():
            self.world.change("memory", memory_id, **{what: content if what == "content" else on})

    @precondition(lambda self: self.world.ids("memory"))
    @rule(pick=picks)
    def delete_memory(self, pick: int) -> None:
        memory_id = self.a_memory(pick)
        self.windows.run(memories.delete(PERSONA, memory_id))
        with self.world.step():
            self.forget(memory_id)

    def forget(self, memory_id: int) -> None:
        session = self.world.memory(memory_id).session
        self.world.drop("memory", memory_id)
        left = [self.world.memory(each) for each in self.world.ids("memory")]
        if self.world.has_session(session):
            ends = [each.end for each in left if each.session == session]
            self.world.change("session", session, marker=max(ends, default=None))

    @precondition(lambda self: self.has_shown_messages())
    @rule(pick=picks, length=st.integers(1, 8), content=texts)
    def propose(self, pick: int, length: int, content: str) -> None:
        session, start, end = self.a_range(pick, length)
        made = memory_records.Proposal(
            0, session, None, content, start, end, "hash", memory_records.Origin.ASKED, True
        )
        (proposal_id,) = write(proposals.add_proposals, [made])
        self.world.put("proposal", proposal_id, Proposal(session, content, start, end))

    @precondition(lambda self: self.waiting())
    @rule(pick=picks, accepts=st.booleans())
    def answer_proposal(self, pick: int, accepts: bool) -> None:
        found = self.waiting()
        proposal_id = found[pick % len(found)]
        session, content, start, end, _ = self.world.proposal(proposal_id)
        if accepts:
            made = self.windows.run(remembering.accept(PERSONA, proposal_id, content))
            with self.world.step():
                marker = max(self.world.session(session).marker or 0, end)
                self.world.put("memory", made, Memory(session, content, start, end))
                self.world.change("session", session, marker=marker)
                self.world.drop("proposal", proposal_id)
            return
        self.windows.run(remembering.discard(PERSONA, proposal_id))
        with self.world.step():
            for other in self.world.ids("proposal"):
                if self.world.proposal(other).discarded and self.world.proposal(other).session == session:
                    self.world.drop("proposal", other)
            self.world.change("proposal", proposal_id, discarded=True)

    def waiting(self) -> list[int]:
        return [each for each in self.world.ids("proposal") if not self.world.proposal(each).discarded]

    def a_memory(self, pick: int) -> int:
        found = self.world.ids("memory")
        return found[pick % len(found)]

    def a_range(self, pick: int, length: int) -> tuple[int, int, int]:
        start, message = self.a_shown_message(pick)
        talk = self.world.talk(message.session)
        return message.session, start, talk[talk.index(start) :][:length][-1]
