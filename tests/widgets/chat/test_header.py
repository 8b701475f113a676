import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.chat.header import ChatHeader
from personaui_desktop.widgets.common.theme import theme


@pytest.fixture
def header(qtbot: QtBot) -> ChatHeader:
    made = ChatHeader()
    qtbot.addWidget(made)
    made.resize(700, 56)
    made.show()
    return made


def test_it_says_who_and_what(header: ChatHeader) -> None:
    header.show_persona("default", "Mia", None)
    header.show_title("The lighthouse")
    assert (header.title.text(), header.second.text()) == ("The lighthouse", "with \u2068Mia\u2069")


def test_a_persona_that_cannot_be_opened_is_named_as_such(header: ChatHeader) -> None:
    header.show_title(None)
    header.show_persona("bad", "Bad", None, can_be_opened=False)
    assert (header.title.text(), header.second.text()) == ("Bad", "Cannot be opened")


def test_a_double_click_renames_a_session_that_exists(qtbot: QtBot, header: ChatHeader) -> None:
    header.show_title("The lighthouse")
    with qtbot.waitSignal(header.rename_requested):
        QTest.mouseDClick(header.title, Qt.MouseButton.LeftButton)
    header.show_title(None)
    with qtbot.assertNotEmitted(header.rename_requested):
        QTest.mouseDClick(header.title, Qt.MouseButton.LeftButton)


def test_the_titles_menu_renames(qtbot: QtBot, header: ChatHeader) -> None:
    header.show_title("The lighthouse")
    assert header.title.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    with qtbot.waitSignal(header.rename_requested):
        header.title.actions()[0].trigger()


def test_a_long_title_ends_in_an_ellipsis_with_the_whole_in_a_tooltip(header: ChatHeader) -> None:
    title = "A very long title & " * 20
    header.show_title(title)
    assert header.title.elided_text().endswith("…")
    assert "A very long title" in header.title.toolTip()


def test_the_model_is_shown_once_it_is_known_and_leads_to_the_settings(
    qtbot: QtBot, header: ChatHeader
) -> None:
    assert header.chip.isHidden()
    header.set_model_name("A & B")
    assert header.chip.text() == "A && B"
    assert header.chip.accessibleName() == "Model: A & B"
    with qtbot.waitSignal(header.settings_requested):
        QTest.keyClick(header.chip, Qt.Key.Key_Space)


def test_a_long_name_of_a_model_is_cut_with_the_whole_in_a_tooltip(header: ChatHeader) -> None:
    name = "A model with quite a long name of its own"
    header.set_model_name(name)
    assert header.chip.text().endswith("…")
    assert name in header.chip.toolTip()


def test_find_is_asked_for(qtbot: QtBot, header: ChatHeader) -> None:
    with qtbot.waitSignal(header.find_requested):
        header.find_button.click()


def test_the_models_name_goes_before_the_title_shortens(header: ChatHeader) -> None:
    header.show_persona("default", "Mia", None)
    header.set_model_name("Claude Sonnet 5.5")
    header.show_title("The lighthouse at Sker and its keeper")
    assert header.chip.isVisible()
    for width in range(700, 360, -5):
        header.resize(width, header.height())
        header.layout().activate()
        if header.title.elided_text() != header.title.text():
            break
        shown_last = header.chip.isVisible()
    assert not shown_last
    header.resize(700, header.height())
    assert header.chip.isVisible()
    header.show_title("A very long title " * 9)
    assert not header.chip.isVisible()


def test_the_effort_goes_before_the_models_name(header: ChatHeader) -> None:
    header.show_persona("default", "Mia", None)
    header.set_model_name("Claude Sonnet 5.5")
    header.show_title("The lighthouse at Sker")
    assert not header.effort.isVisible()
    header.show_effort("Effort: High")
    assert header.effort.isVisible()
    seen = set()
    for width in range(700, 360, -5):
        header.resize(width, header.height())
        header.layout().activate()
        seen.add((header.chip.isVisible(), header.effort.isVisible()))
    assert seen == {(True, True), (True, False), (False, False)}
    header.resize(700, header.height())
    header.show_effort("")
    assert not header.effort.isVisible()


def test_that_no_model_is_chosen_is_said_whatever_the_room(header: ChatHeader) -> None:
    header.show_title("A very long title " * 9)
    header.ask_for_model()
    header.resize(420, header.height())
    assert header.chip.isVisible()
    header.set_model_name("A model")
    assert not header.chip.isVisible()


def test_a_suggestion_behind_the_button_is_seen_and_told(header: ChatHeader) -> None:
    header.offer_panes(sessions=False, memories=True)
    plain = header.memories_button.grab().toImage()
    header.mark_memories(marked=True)
    assert header.memories_button.accessibleName().endswith(": new suggestion")
    marked = header.memories_button.grab().toImage()
    assert plain != marked
    dot = header.memories_dot.geometry().center()
    assert marked.pixelColor(dot * marked.devicePixelRatio()) == theme().tokens.accent
    header.mark_memories(marked=False)
    assert header.memories_button.accessibleName() == "Show memories"
    assert header.memories_button.grab().toImage() == plain
