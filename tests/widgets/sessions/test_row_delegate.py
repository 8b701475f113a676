from datetime import UTC, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from personaui_desktop.widgets.common.dates import TODAY, YESTERDAY, local_now, time_of_day
from personaui_desktop.widgets.sessions.groups import EARLIER, group_of, time_text
from personaui_desktop.widgets.sessions.row_delegate import HEADING_HEIGHT, row_layout


def as_stored(moment) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def test_days_have_headings():
    noon = local_now().replace(hour=12, minute=0, second=0, microsecond=0)
    assert group_of(as_stored(noon)) == str(TODAY)
    assert group_of(as_stored(noon - timedelta(days=1))) == str(YESTERDAY)
    assert group_of(as_stored(noon - timedelta(days=2))) == str(EARLIER)
    assert group_of(as_stored(noon + timedelta(days=3))) == str(TODAY)
    assert time_text(as_stored(noon - timedelta(days=1))) == time_of_day(noon)
    assert time_text("2020-01-05 12:00:00").endswith("Jan 2020")


@given(st.integers(200, 600), st.booleans(), st.integers(10, 80))
def test_the_parts_of_a_row_lie_beside_each_other(width, has_heading, time_width):
    rect = QRect(0, 100, width, 56 + (HEADING_HEIGHT if has_heading else 0))
    layout = row_layout(rect, has_heading, time_width)
    assert rect.contains(layout.row)
    for part in (layout.title, layout.time, layout.preview):
        assert layout.row.contains(part)
    assert not layout.title.intersects(layout.time)
    assert not layout.preview.intersects(layout.title)
    assert not layout.heading.intersects(layout.row)
