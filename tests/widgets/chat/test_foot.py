import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from personaui_desktop.records.replies import ServerWait
from personaui_desktop.widgets.chat.banner import Banner
from personaui_desktop.widgets.chat.foot import ChatFoot
from personaui_desktop.widgets.chat.reply_requests import ReplyTrouble


@pytest.fixture
def foot(qtbot: QtBot) -> ChatFoot:
    foot = ChatFoot()
    qtbot.addWidget(foot)
    foot.show()
    foot.activateWindow()
    show(foot, trouble=True)
    return foot


def show(foot: ChatFoot, *, trouble: bool) -> None:
    foot.show_state(
        is_replying=False,
        is_sending=False,
        server_wait=ServerWait(),
        trouble=ReplyTrouble("It failed.", "Try again.", is_of_reply=False) if trouble else None,
        last=None,
    )


def has_keyboard(foot: ChatFoot, button: QPushButton) -> bool:
    button.setFocus()
    return foot.focusWidget() is button


def test_a_banner_that_goes_leaves_the_keyboard_to_whoever_writes(foot: ChatFoot) -> None:
    assert has_keyboard(foot, foot.trouble.buttons[0])
    show(foot, trouble=False)
    assert foot.focusWidget() is foot.composer.edit


def test_one_that_stays_keeps_it(foot: ChatFoot) -> None:
    assert has_keyboard(foot, foot.trouble.buttons[0])
    show(foot, trouble=True)
    assert foot.focusWidget() is foot.trouble.buttons[0]


def test_what_others_put_above_leaves_it_too(foot: ChatFoot) -> None:
    banner = Banner("", "dim", [("Cancel", banner_pressed)], foot)
    foot.put_above(banner)
    banner.say("Something comes.")
    assert has_keyboard(foot, banner.buttons[0])
    with foot.leaving_keyboard():
        banner.say("")
    assert foot.focusWidget() is foot.composer.edit


def banner_pressed() -> None:
    """Nothing is pressed here."""
