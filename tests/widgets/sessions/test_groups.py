from datetime import timedelta

from personaui_desktop.widgets.common.dates import to_local
from personaui_desktop.widgets.sessions import groups


def test_headings_are_those_of_the_new_day_after_midnight(qtbot, bench, three, monkeypatch):
    moment = to_local("2020-01-07 10:00:00")
    monkeypatch.setattr(groups, "local_now", lambda: moment)
    bench.show("default")
    before = bench.pane.list.grab().toImage()
    monkeypatch.setattr(groups, "local_now", lambda: moment + timedelta(days=1))
    bench.pane.list.days.day_changed.emit()
    qtbot.waitUntil(lambda: bench.pane.list.grab().toImage() != before)
