from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QObject

from personaui_desktop.widgets.common import day_watch
from personaui_desktop.widgets.common.dates import local_now
from personaui_desktop.widgets.common.day_watch import DayWatch


def test_another_day_is_told_once(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QObject()
    watch = DayWatch(parent)
    with qtbot.assertNotEmitted(watch.day_changed):
        watch.look()
    tomorrow = local_now() + timedelta(days=1)
    monkeypatch.setattr(day_watch, "local_now", lambda: tomorrow)
    with qtbot.waitSignal(watch.day_changed):
        watch.look()
    with qtbot.assertNotEmitted(watch.day_changed):
        watch.look()
