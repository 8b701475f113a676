"""What waits to be said until a reply has ended: queued, edited, taken back, said."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.base import Base, picks, texts
from machine.windows import PERSONA
from machine.world import Draft, Key, Message, Queued, Said

from personaui_desktop.operations import queued


class Waiting(Base):
    """Everything waits in one place at a time, and in its order."""

    @precondition(lambda self: self.world.shown())
    @rule(pick=picks, text=texts)
    def queue(self, pick: int, text: str) -> None:
        """It waits where its draft has waited before, where that place is free, or behind all others."""
        session, before = self.a_session(pick), self.world.ids("queued")
        draft = self.world.rows.get(Key("draft", session))
        self.windows.run(queued.put(PERSONA, session, text))
        self.world.drop("draft", session)
        waiting = queued.all_in(PERSONA, session).work()
        (made,) = {each.queued_id for each in waiting} - set(before)
        place = draft.place if isinstance(draft, Draft) else None
        assert made == place if place is not None and place not in before else made > max(before, default=0)
        self.world.put("queued", made, Queued(session, text))
        self.world.taint(lambda key, _row: key == Key("queued", made))
        assert [each.queued_id for each in waiting] == self.world.queued_in(session)

    @precondition(lambda self: self.world.ids("queued"))
    @rule(pick=picks)
    def edit_what_waits(self, pick: int) -> None:
        queued_id, row = self.a_queued(pick)
        assert self.windows.run(queued.to_draft(PERSONA, row.session, queued_id)) == row.text
        before = self.world.rows.get(Key("draft", row.session))
        draft = before if isinstance(before, Draft) else Draft("")
        place = queued_id if draft.place is None else min(draft.place, queued_id)
        whole = "\n".join(each for each in (draft.text, row.text) if each)
        self.world.put("draft", row.session, Draft(whole, place))
        self.world.drop("queued", queued_id)
        self.world.taint(lambda key, _row: key == Key("queued", queued_id))

    @precondition(lambda self: self.world.ids("queued"))
    @rule(pick=picks)
    def take_back_what_waits(self, pick: int) -> None:
        queued_id, row = self.a_queued(pick)
        assert self.windows.run(queued.take_back(PERSONA, row.session, queued_id)) is not None
        with self.world.step():
            self.world.drop("queued", queued_id)

    @precondition(lambda self: self.world.ids("queued"))
    @rule(pick=picks, from_trash=st.booleans())
    def say_what_waits(self, pick: int, from_trash: bool) -> None:
        session = self.a_queued(pick)[1].session
        first = self.world.queued_in(session)[0]
        said = self.windows.run(queued.say_first(PERSONA, session, from_trash=from_trash))
        if self.world.session(session).trashed and not from_trash:
            assert said is None
            return
        assert said is not None
        text = self.world.queued(first).text
        self.world.drop("queued", first)
        self.world.taint(lambda key, _row: key == Key("queued", first))
        self.said_in(session)
        self.world.put("message", said, Message(session, True, (Said(text),)))

    def a_queued(self, pick: int) -> tuple[int, Queued]:
        found = self.world.ids("queued")
        chosen = found[pick % len(found)]
        return chosen, self.world.queued(chosen)
