from datetime import datetime, timedelta, timezone

from support.plans import MIA, NOON, a_message

from personaui_desktop.conversation.context import plan_context
from personaui_desktop.conversation.kinds import SegmentKind


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
