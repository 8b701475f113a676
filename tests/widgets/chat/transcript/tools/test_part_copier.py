"""A message's links and code are copied by commands: what is chosen, the only one, or one of a list."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from support.transcript_hands import key, point_of
from support.transcripts import a_message, a_model, a_view, markdown_texts

from personaui_desktop.widgets.chat.transcript.layout.body import Body
from personaui_desktop.widgets.chat.transcript.layout.look import Look
from personaui_desktop.widgets.chat.transcript.markdown.links import is_followed
from personaui_desktop.widgets.chat.transcript.parts import Part, PartKind
from personaui_desktop.widgets.chat.transcript.tools.under_mouse import parts_in_text, parts_of
from personaui_desktop.widgets.chat.transcript.view import TranscriptView
from personaui_desktop.widgets.common.tokens import LIGHT

LINKS = "See [one](https://one.x/?a=1&b=2), [two](https://two.x) and [one again](https://one.x/?a=1&b=2)."
CODES = "```python\nprint(1)\n```\n\nand\n\n```\n\n  ls\n```\n"
NEITHER = "[a file](file:///etc/passwd) and `code` within a line"


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: QApplication) -> None:
    QGuiApplication.clipboard().setText("nothing")


def copied() -> str:
    return QGuiApplication.clipboard().text()


def a_view_of(qtbot: Any, *texts: str) -> TranscriptView:
    return a_view(qtbot, a_model(a_message(number, text) for number, text in enumerate(texts, 1)))


def run(view: TranscriptView, name: str, message_id: int = 1) -> None:
    row = view.scene.model.row_of(message_id)
    assert row is not None
    view.scene.commands[name].run(view.scene.model.message(row))


def can_run(view: TranscriptView, name: str, message_id: int) -> bool:
    row = view.scene.model.row_of(message_id)
    assert row is not None
    return view.scene.commands[name].can(view.scene.model.message(row))


def open_menu(view: TranscriptView) -> QMenu | None:
    return next((menu for menu in view.findChildren(QMenu) if menu.isVisible()), None)


def right_click(view: TranscriptView, at: QPoint) -> QMenu:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = open_menu(view)
    assert menu is not None
    return menu


def choose(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if words in action.text().replace("&", "")).trigger()
    menu.close()


def test_what_a_message_has_can_be_copied_and_nothing_else(qtbot: Any) -> None:
    view = a_view_of(qtbot, LINKS, CODES, NEITHER)
    assert [can_run(view, "message.copy_link", each) for each in (1, 2, 3)] == [True, False, False]
    assert [can_run(view, "message.copy_code", each) for each in (1, 2, 3)] == [False, True, False]
    for name in ("message.copy_link", "message.copy_code"):
        run(view, name, 3)
    assert copied() == "nothing"
    assert open_menu(view) is None


def test_the_only_link_and_the_only_code_are_copied_at_once(qtbot: Any) -> None:
    text = "[once](https://x.y) or [twice](https://x.y)\n\n```\n" + "line\n" * 900 + "```\n"
    view = a_view_of(qtbot, text)
    run(view, "message.copy_link")
    assert copied() == "https://x.y"
    run(view, "message.copy_code")
    assert copied() == "\n".join(["line"] * 900)
    assert open_menu(view) is None


def test_of_several_links_one_is_chosen_from_a_list(qtbot: Any) -> None:
    view = a_view_of(qtbot, LINKS)
    run(view, "message.copy_link")
    menu = open_menu(view)
    assert menu is not None
    assert menu.accessibleName() == "Links of the message"
    lines = [action.text().strip("\u2068\u2069") for action in menu.actions()]
    assert lines == ["https://one.x/?a=1&&b=2", "https://two.x"]
    key_to(menu, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert copied() == "https://two.x"
    assert view.scene.copied == (1, Part(PartKind.COPY)), "a link has no tool of its own to show a tick"


def key_to(menu: QMenu, *keys: Qt.Key) -> None:
    for each in keys:
        QTest.keyClick(menu, each)


def test_of_several_codes_one_is_chosen_by_its_first_line(qtbot: Any) -> None:
    view = a_view_of(qtbot, CODES)
    run(view, "message.copy_code")
    menu = open_menu(view)
    assert menu is not None
    assert [action.text().strip("\u2068\u2069") for action in menu.actions()] == ["print(1)", "ls"]
    choose(menu, "ls")
    assert copied() == "\n  ls"


def test_a_list_over_a_message_out_of_sight_opens_in_the_view(qtbot: Any) -> None:
    texts = [LINKS, *["More.\n" * 30] * 9]
    view = a_view_of(qtbot, *texts)
    assert view.scene.row_of(1) is None
    run(view, "message.copy_link")
    menu = open_menu(view)
    assert menu is not None
    assert view.rect().contains(view.mapFromGlobal(menu.pos()))
    menu.close()


def test_links_and_code_that_are_not_laid_out_are_found(qtbot: Any) -> None:
    filler = "\n\n".join(f"Paragraph {number}." for number in range(300))
    view = a_view_of(qtbot, f"Begin.\n\n{filler}\n\n[x](https://far.x)\n\n```\nfar\n```\n\n{filler}")
    assert can_run(view, "message.copy_link", 1)
    run(view, "message.copy_link")
    assert copied() == "https://far.x"
    run(view, "message.copy_code")
    assert copied() == "far"


ADDRESSES = ["https://a.b", "www.a.b", "WWW.a.b", "HTTP://a.b", "<me@a.b>", "<https://a.b>", "mailto:me@a.b"]
ODD = [
    "[a](https\\://a.b)",
    "[a](<https://a.b>)",
    "[a](https&colon;//a.b)",
    "![a](https://a.b)",
    "| x | https://a.b |\n|-|-|",
]
addresses = st.lists(st.sampled_from([*ADDRESSES, *ODD, "\n\n", " "])).map("".join)


@settings(max_examples=60)
@example("www.a.b")
@example("a\n\n| x |\n|-|\n| www.a.b |")
@given(text=st.one_of(markdown_texts, addresses))
def test_the_quick_look_for_links_overlooks_none(text: str) -> None:
    body = Body(text, Look(LIGHT), 400.0)
    parts = [part for number in range(body.block_count) for part in body.read(number).parts]
    expected = {span.address for part in parts for span in part.spans if is_followed(span.address)}
    assert {part.address for part in parts_in_text(body, PartKind.LINK)} == expected


def test_the_menu_over_a_link_copies_that_one(qtbot: Any) -> None:
    view = a_view_of(qtbot, LINKS)
    choose(right_click(view, point_of(view, 1, 10)), "Copy link address")
    assert copied() == "https://two.x"
    menu = right_click(view, point_of(view, 1, 1))
    choose(menu, "Copy link address")
    offered = open_menu(view)
    assert offered is not None
    assert len(offered.actions()) == 2
    offered.close()


def test_a_click_elsewhere_forgets_what_the_menu_was_opened_over(qtbot: Any) -> None:
    view = a_view_of(qtbot, LINKS)
    right_click(view, point_of(view, 1, 10)).close()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 1, 1))
    run(view, "message.copy_link")
    menu = open_menu(view)
    assert menu is not None
    menu.close()


def test_enter_opens_no_link_that_only_the_mouse_was_over(qtbot: Any) -> None:
    view = a_view_of(qtbot, LINKS)
    right_click(view, point_of(view, 1, 10)).close()
    with qtbot.assertNotEmitted(view.scene.verbs.link_activated):
        key(view, Qt.Key.Key_Return)
    menu = open_menu(view)
    assert menu is not None
    menu.close()


@pytest.mark.parametrize(("text", "name"), [(LINKS, "message.copy_link"), (CODES, "message.copy_code")])
def test_the_part_that_the_keyboard_is_at_is_copied(qtbot: Any, text: str, name: str) -> None:
    view = a_view_of(qtbot, text)
    view.hands.keyboard.arrive(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        view.hands.keyboard.step_part(True)
    run(view, name)
    assert copied() == ("https://two.x" if name == "message.copy_link" else "\n  ls")
    assert open_menu(view) is None


def test_the_part_chosen_in_another_message_is_not_taken(qtbot: Any) -> None:
    view = a_view_of(qtbot, "[a](https://a.x)", "[b](https://b.x)")
    view.scene.set_current(2)
    view.scene.choose_part(next(part for part in parts_of(view.scene.messages.at(1))))
    run(view, "message.copy_link", 1)
    assert copied() == "https://a.x"


def test_the_button_of_a_code_copies_its_own(qtbot: Any) -> None:
    view = a_view_of(qtbot, CODES)
    parts = [part for part in parts_of(view.scene.messages.at(0)) if part.kind is PartKind.COPY_CODE]
    for part, code in zip(parts, ("print(1)", "\n  ls"), strict=True):
        view.hands.activation.activate(1, part, QPoint())
        assert copied() == code
        assert view.scene.copied == (1, part)


def test_a_whole_message_is_copied_whatever_is_selected(qtbot: Any) -> None:
    view = a_view_of(qtbot, "**One** two.", "Three.")
    view.scene.select_messages(2, 2)
    run(view, "message.copy")
    assert copied() == "One two."
