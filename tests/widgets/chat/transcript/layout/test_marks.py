from personaui_desktop.records.messages import Marks
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.layout.message import (
    Facts,
    column_for,
    place_parts,
)
from personaui_desktop.widgets.common.tokens import LIGHT


def test_in_a_narrow_view_the_memorys_mark_has_room_beneath_the_others(qapp: object) -> None:
    look = Look(LIGHT)
    facts = Facts(is_user=False, time="1", is_memorized=True, marks=Marks(True, True, "a note"))
    rects = place_parts(facts, column_for(400, look), look, 100, 22)
    assert rects.gutter.height() >= 12
    assert rects.gutter.top() > rects.marks[-1].rect.bottom()
    assert rects.height >= rects.gutter.bottom()
