from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from support.plans import MIA, NOON, a_message

from personaui_desktop.conversation.context import plan_context
from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.times import time_note, time_notes


def test_the_time_is_told_after_a_pause_in_the_persons_own_zone() -> None:
    zone = timezone(timedelta(hours=2))
    history = [
        a_message(1, "noon"),
        a_message(2, "hm", mine=False, time=NOON + timedelta(minutes=1)),
        a_message(3, "still noon", time=NOON + timedelta(minutes=2)),
        a_message(4, "later", time=NOON + timedelta(hours=11)),
        a_message(5, "odd")._replace(timestamp="once upon a time"),
    ]
    plan = plan_context(MIA, [], history, datetime(2026, 12, 1, tzinfo=zone))
    assert [s.text for s in plan.segments if s.kind is SegmentKind.TIME] == [
        "[Monday, 2026-11-23 14:00]",
        "[Tuesday, 2026-11-24 01:00]",
    ]


TIMES = st.one_of(
    st.integers(0, 400).map(lambda minutes: f"{NOON + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S}"),
    st.sampled_from(["", "once upon a time", "2026-11-23 23:59:59", "2026-11-24 00:00:00"]),
)


@given(st.lists(st.tuples(st.booleans(), TIMES), max_size=8))
def test_the_note_of_one_message_is_the_one_among_all_of_them(said: list[tuple[bool, str]]) -> None:
    history = [
        a_message(number, "x", mine=mine)._replace(timestamp=time) for number, (mine, time) in enumerate(said)
    ]
    notes = [time_note(history, place, UTC) for place in range(len(history))]
    assert notes == time_notes(history, UTC)
