from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.common import slow_notice
from personaui_desktop.widgets.common.notices import Notice, Notices
from personaui_desktop.widgets.common.slow_notice import SlowNotice


@pytest.mark.parametrize("slow_ms", [0, 60_000])
def test_only_what_takes_long_is_told_and_withdrawn_at_its_end(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, slow_ms: int
) -> None:
    monkeypatch.setattr(slow_notice, "SLOW_MS", slow_ms)
    notices, parent, told, taken = Notices(), QObject(), list[Notice](), list[object]()
    notices.shown.connect(told.append)
    notices.withdrawn.connect(lambda notice: taken.append(notice))
    end: Callable[[str], None] = SlowNotice(notices, "It goes on.", parent).before(taken.append)
    qtbot.waitUntil(lambda: bool(told) or slow_ms > 0)
    end("result")
    assert [each.text for each in told] == (["It goes on."] if slow_ms == 0 else [])
    assert taken == [*told, "result"]
    qtbot.waitUntil(lambda: not parent.children())
