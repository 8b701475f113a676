"""The countdown while a busy server is left alone."""

from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.chat import banner as banner_module
from personaui_desktop.widgets.chat import wait_banner
from personaui_desktop.widgets.chat.wait_banner import WaitBanner


@pytest.fixture
def pressed() -> list[str]:
    return []


@pytest.fixture
def banner(qtbot: QtBot, pressed: list[str]) -> WaitBanner:
    made = WaitBanner(lambda: pressed.append("now"), lambda: pressed.append("stop"))
    qtbot.addWidget(made)
    return made


def test_it_says_how_long_and_is_silent_otherwise(banner: WaitBanner) -> None:
    assert banner.isHidden()
    banner.count_down(monotonic() + 4.9)
    assert not banner.isHidden()
    assert banner.words.text() == "The server is busy. Retrying in 5 seconds."
    banner.count_down(None)
    assert banner.isHidden()


@pytest.fixture
def aloud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What screen readers are told."""
    told: list[str] = []
    event = banner_module.QAccessibleAnnouncementEvent

    def note(widget: WaitBanner, words: str) -> object:
        told.append(words)
        return event(widget, words)

    monkeypatch.setattr(banner_module, "QAccessibleAnnouncementEvent", note)
    return told


def test_it_counts_down_in_whole_seconds_and_says_it_aloud_once(
    qtbot: QtBot, banner: WaitBanner, aloud: list[str]
) -> None:
    until = monotonic() + 2.3
    banner.count_down(until)
    shown = [banner.words.text()]

    def is_at_the_end() -> bool:
        if banner.words.text() != shown[-1]:
            shown.append(banner.words.text())
            # What has not changed is not begun anew.
            banner.count_down(until)
        return "1 second." in shown[-1]

    qtbot.waitUntil(is_at_the_end)
    assert shown == [
        f"The server is busy. Retrying in {left}." for left in ("3 seconds", "2 seconds", "1 second")
    ]
    assert aloud == shown[:1]


def test_a_wait_that_goes_on_is_not_said_again(
    banner: WaitBanner, aloud: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 5.0
    monkeypatch.setattr(wait_banner, "monotonic", lambda: now)
    banner.count_down(12.0)
    now = 7.0
    banner.count_down(12.0)
    banner.count_down(13.0)
    assert [words[-10:] for words in aloud] == ["7 seconds.", "6 seconds."]


def test_another_wait_begins_anew(banner: WaitBanner) -> None:
    banner.count_down(monotonic() + 1.9)
    banner.count_down(monotonic() + 6.9)
    assert "7 seconds" in banner.words.text()


def test_both_ways_out_work_by_keyboard(banner: WaitBanner, pressed: list[str]) -> None:
    banner.count_down(monotonic() + 8)
    for button in banner.buttons:
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert [button.text() for button in banner.buttons] == ["Retry now", "Stop"]
    assert pressed == ["now", "stop"]
