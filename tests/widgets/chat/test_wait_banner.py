"""The countdown while a busy server is left alone."""

from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from personaui_desktop.records.replies import ServerWait
from personaui_desktop.widgets.chat import banner as banner_module
from personaui_desktop.widgets.chat import wait_banner
from personaui_desktop.widgets.chat.wait_banner import WaitBanner
from personaui_desktop.widgets.common.wait_words import PATIENCE_SECONDS


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
    banner.follow(ServerWait(monotonic() + 4.9))
    assert not banner.isHidden()
    assert banner.words.text() == "The server is busy. Retrying in 5 seconds."
    banner.follow(ServerWait())
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
    banner.follow(ServerWait(until))
    shown = [banner.words.text()]

    def is_at_the_end() -> bool:
        if banner.words.text() != shown[-1]:
            shown.append(banner.words.text())
            # What has not changed is not begun anew.
            banner.follow(ServerWait(until))
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
    banner.follow(ServerWait(12.0))
    now = 7.0
    banner.follow(ServerWait(12.0))
    banner.follow(ServerWait(13.0))
    assert [words[-10:] for words in aloud] == ["7 seconds.", "6 seconds."]


def test_another_wait_begins_anew(banner: WaitBanner) -> None:
    banner.follow(ServerWait(monotonic() + 1.9))
    banner.follow(ServerWait(monotonic() + 6.9))
    assert "7 seconds" in banner.words.text()


def test_both_ways_out_work_by_keyboard(banner: WaitBanner, pressed: list[str]) -> None:
    banner.follow(ServerWait(monotonic() + 8))
    for button in banner.buttons:
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert [button.text() for button in banner.buttons] == ["Retry now", "Stop"]
    assert pressed == ["now", "stop"]


def test_a_silent_server_is_told_of_after_a_while_and_can_be_given_up(
    qtbot: QtBot, banner: WaitBanner, pressed: list[str], aloud: list[str]
) -> None:
    banner.follow(ServerWait(silent_since=monotonic() - PATIENCE_SECONDS + 0.05))
    assert banner.isHidden()
    qtbot.waitUntil(lambda: not banner.isHidden())
    assert banner.words.text() == "The server has not answered yet."
    assert aloud == [banner.words.text()]
    now, stop = banner.buttons
    assert now.isHidden()
    stop.click()
    assert pressed == ["stop"]
    banner.follow(ServerWait())
    assert banner.isHidden()


def test_a_server_that_answers_in_time_is_not_told_of(qtbot: QtBot, banner: WaitBanner) -> None:
    banner.follow(ServerWait(silent_since=monotonic()))
    assert banner._timer.isActive()
    banner.follow(ServerWait())
    assert not banner._timer.isActive()
    assert banner.isHidden()


def test_a_busy_server_that_is_silent_afterwards_is_told_of_anew(banner: WaitBanner) -> None:
    banner.follow(ServerWait(silent_since=monotonic() - PATIENCE_SECONDS))
    banner.follow(ServerWait(monotonic() + 4.9))
    assert banner.words.text() == "The server is busy. Retrying in 5 seconds."
    assert not banner.buttons[0].isHidden()
    banner.follow(ServerWait(silent_since=monotonic()))
    assert banner.isHidden()
