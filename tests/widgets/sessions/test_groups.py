from datetime import timedelta

from personaui_desktop.widgets.common.dates import to_local
from personaui_desktop.widgets.common.theme import ROW_HEIGHT
from personaui_desktop.widgets.sessions import groups
from personaui_desktop.widgets.sessions.row_delegate import HEADING_HEIGHT


def test_headings_are_those_of_the_new_day_after_midnight(qtbot, bench, three, monkeypatch):
    moment = to_local("2020-01-07 10:00:00")
    monkeypatch.setattr(groups, "local_now", lambda: moment)
    bench.show("default")
    before = bench.pane.list.grab().toImage()
    assert heights(bench) == [ROW_HEIGHT + HEADING_HEIGHT] * 3
    monkeypatch.setattr(groups, "local_now", lambda: moment + timedelta(days=1))
    bench.pane.list.days.day_changed.emit()
    qtbot.waitUntil(lambda: bench.pane.list.grab().toImage() != before)
    assert heights(bench) == [*[ROW_HEIGHT + HEADING_HEIGHT] * 2, ROW_HEIGHT], "two are of earlier days now"


def heights(bench):
    return [bench.pane.list.visualRect(bench.index(row)).height() for row in range(3)]
