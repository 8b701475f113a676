from hypothesis import strategies as st

from personaui_desktop.records.messages import Marks
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.message import (
    Action,
    Facts,
    State,
    column_for,
    place_parts,
)
from personaui_desktop.widgets.common.tokens import LIGHT

PROBLEM = State("The program was closed before the reply was complete, which happens.", True, tuple(Action))

facts = st.builds(
    Facts,
    is_user=st.booleans(),
    time=st.just("14:03"),
    day=st.sampled_from(["", "Monday, 23 November"]),
    is_first=st.booleans(),
    is_unread=st.booleans(),
    is_memorized=st.booleans(),
    is_streaming=st.booleans(),
    state=st.sampled_from([None, PROBLEM, State("Stopped.", False, (Action.RETRY,))]),
    marks=st.builds(Marks, st.booleans(), st.booleans(), st.sampled_from(["", "a note"])),
    version=st.integers(1, 12),
    versions=st.sampled_from([1, 12]),
    thought=st.sampled_from(["", "Thought for 12 s"]),
)


def test_in_a_narrow_view_the_memorys_mark_has_room_beneath_the_others(qapp: object) -> None:
    look = Look(LIGHT)
    facts = Facts(is_user=False, time="1", is_memorized=True, marks=Marks(True, True, "a note"))
    rects = place_parts(facts, column_for(400, look), look, 100, 22)
    assert rects.gutter.height() >= 12
    assert rects.gutter.top() > rects.marks[-1].rect.bottom()
    assert rects.height >= rects.gutter.bottom()
