"""What a person does with conversations: mark, rename, empty the trash."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.base import Base, picks
from machine.windows import PERSONA
from machine.world import Key
from support.on_file import read

from personaui_desktop.database import undo_steps
from personaui_desktop.operations import sessions


class OnSessions(Base):
    """All but emptying the trash can be taken back."""

    @precondition(lambda self: self.world.shown())
    @rule(
        pick=picks,
        several=st.booleans(),
        what=st.sampled_from(["pinned", "archived", "trashed"]),
        on=st.booleans(),
    )
    def mark_sessions(self, pick: int, several: bool, what: str, on: bool) -> None:
        shown = self.world.shown()
        chosen = shown[pick % len(shown) :][: 2 if several else 1]
        if what == "trashed":
            self.windows.run((sessions.trash if on else sessions.restore)(PERSONA, chosen))
        else:
            self.windows.run((sessions.pin if what == "pinned" else sessions.archive)(PERSONA, chosen, on))
        with self.world.step():
            for session_id in chosen:
                self.world.change("session", session_id, **{what: on})

    @precondition(lambda self: self.world.shown())
    @rule(pick=picks, title=st.sampled_from(["a", "Größe"]))
    def rename(self, pick: int, title: str) -> None:
        session = self.a_session(pick)
        known = read(undo_steps.history).undo
        self.windows.run(sessions.rename(PERSONA, session, title))
        with self.world.step() as step:
            self.world.change("session", session, title=title)
            key = Key("session", session)
            if known != read(undo_steps.history).undo:
                # A title that a person gives is theirs, also where it was the same before.
                step.rows[key] = self.world.rows[key], self.world.rows[key]

    @precondition(lambda self: any(self.world.session(each).trashed for each in self.world.shown()))
    @rule()
    def empty_trash(self) -> None:
        self.windows.run(sessions.empty_trash(PERSONA))
        for session_id in self.world.ids("session"):
            is_needed = any(
                (branch := self.world.branch(each)) and branch.trunk == session_id
                for each in self.world.unfinished()
            )
            if (
                self.world.has_session(session_id)
                and self.world.session(session_id).trashed
                and not is_needed
            ):
                self.world.delete_with_parked(session_id)
        self.arriving = self.arriving if Key("message", self.arriving or 0) in self.world.rows else None
