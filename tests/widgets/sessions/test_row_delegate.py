from datetime import UTC, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from personaui_desktop.database import create_session
from personaui_desktop.item_models.sessions import SessionRole
from personaui_desktop.operations import unread
from personaui_desktop.widgets.common.dates import TODAY, YESTERDAY, local_now, time_of_day
from personaui_desktop.widgets.common.theme import theme
from personaui_desktop.widgets.sessions.groups import EARLIER, group_of, time_text
from personaui_desktop.widgets.sessions.row_delegate import (
    HEADING_HEIGHT,
    UNREAD_DOT,
    begins_group,
    row_layout,
)


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


def painted(bench, row, area):
    """What is painted of a row, where it lies within the viewport."""
    bench.pane.list.executeDelayedItemsLayout()
    index = bench.index(row)
    place = row_layout(bench.pane.list.visualRect(index), begins_group(index), 80)
    return bench.pane.list.viewport().grab(area(place)).toImage()


def points(image):
    return [(x, y) for x in range(image.width()) for y in range(image.height())]


def test_an_unread_reply_is_marked_by_a_dot_and_not_by_weight_alone(bench, three):
    bench.show("default")

    def dotted():
        image = painted(bench, 2, lambda place: QRect(place.preview.topLeft(), QSize(UNREAD_DOT, 18)))
        return any(image.pixelColor(*at).rgb() == theme().tokens.accent.rgb() for at in points(image))

    assert not dotted()
    bench.worker.run(unread.mark("default", three[0], True), bench.pane)
    bench.settle()
    assert bench.index(2).data(SessionRole.IS_UNREAD)
    assert dotted()


def test_a_title_of_a_right_to_left_script_is_cut_off_at_its_left(bench):
    create_session("\u05d0 \u05d1 " * 40, "default")
    bench.show("default")
    image = painted(bench, 0, lambda place: QRect(place.title.topLeft(), QSize(6, place.title.height())))
    ground = theme().tokens.selected.rgb()
    inked = [y for x, y in points(image) if image.pixelColor(x, y).rgb() != ground]
    assert inked
    assert min(inked) > image.height() / 2, "three dots stand there, upon the line"
