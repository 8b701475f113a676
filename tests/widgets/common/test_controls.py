from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from personaui_desktop.widgets.common.buttons import FittingButton, primary_button, tool_button
from personaui_desktop.widgets.common.dialogs import BugReportDialog, confirm_deletion
from personaui_desktop.widgets.common.elided_label import ElidedLabel
from personaui_desktop.widgets.common.empty_state import EmptyState
from personaui_desktop.widgets.common.switch import Switch
from personaui_desktop.widgets.common.tooltips import tooltip
from personaui_desktop.widgets.common.wording import quoted


def test_a_switch_is_a_check_box_for_the_keyboard_and_screen_readers(qtbot):
    switch = Switch("Memory is sent")
    qtbot.addWidget(switch)
    switch.show()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=switch.rect().topLeft())
    assert not switch.isChecked()
    interface = QAccessible.queryAccessibleInterface(switch)
    assert interface.role() == QAccessible.Role.CheckBox
    assert interface.text(QAccessible.Text.Name) == "Memory is sent"


def test_a_switch_shows_its_state_by_more_than_colour(qtbot):
    switch = Switch("x")
    qtbot.addWidget(switch)
    off = switch.grab().toImage()
    switch.setChecked(True)
    on = switch.grab().toImage()
    middle = off.height() // 2
    assert off.pixelColor(9, middle).lightness() > off.pixelColor(20, middle).lightness()
    assert on.pixelColor(9, middle).lightness() < on.pixelColor(21, middle).lightness()


def test_an_elided_label_tells_the_whole_only_where_it_is_cut(qtbot):
    label = ElidedLabel("A rather long <b>title</b>\nof a conversation")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.elided_text().endswith("…")
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(900, 20)
    assert label.toolTip() == ""
    assert label.accessibleName() == "A rather long <b>title</b> of a conversation"


def test_tooltips_take_no_marks_and_no_endless_text():
    assert tooltip("<img src=x>") == "<qt>&lt;img src=x&gt;</qt>"
    assert tooltip("  ") == ""
    assert len(tooltip("x" * 5000)) < 700


def test_an_icon_button_has_a_name_a_tooltip_and_focus(qtbot):
    pressed: list[int] = []
    button = tool_button("trash", "Delete", lambda: pressed.append(1))
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Delete", "Delete")
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [1]
    assert primary_button("Save").property("kind") == "primary"


def buttons_of(box: QWidget) -> dict[str, QPushButton]:
    return {button.text().replace("&", ""): button for button in box.findChildren(QPushButton)}


def test_a_deletion_is_asked_for_and_enter_is_harmless(qtbot):
    parent, done = QWidget(), []
    qtbot.addWidget(parent)
    box = confirm_deletion(parent, "Delete “<b>”?", "Everything goes.", lambda: done.append(1))
    assert box.text() == "Delete “<b>”?"
    assert box.textFormat() is Qt.TextFormat.PlainText
    with qtbot.waitSignal(box.finished):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert done == []
    box = confirm_deletion(parent, "Delete?", "", lambda: done.append(1))
    with qtbot.waitSignal(box.finished):
        qtbot.mouseClick(buttons_of(box)["Delete"], Qt.MouseButton.LeftButton)
    assert done == [1]


def test_long_names_are_cut_within_sentences():
    assert quoted("Mia\n") == "“\u2068Mia\u2069”"
    assert len(quoted("x" * 900)) == 64


def test_a_report_can_be_copied(qtbot):
    dialog = BugReportDialog("Traceback: …")
    qtbot.addWidget(dialog)
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Traceback: …"
    assert dialog.report.isReadOnly()


def test_an_empty_state_offers_what_fills_it(qtbot):
    state, done = EmptyState(), []
    qtbot.addWidget(state)
    state.say("Nothing here.", "Fill", lambda: done.append(1))
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert done == [1]
    state.say("Nothing to do.")
    assert state.button.isHidden()


def test_a_button_says_less_where_its_words_do_not_fit(qtbot: QtBot) -> None:
    button = FittingButton("Remember this conversation", "Remember", lambda: None)
    qtbot.addWidget(button)
    button.show()
    button.resize(400, 32)
    assert button.text() == "Remember this conversation"
    needed = button.sizeHint().width()
    for width in range(400, 100, -1):
        button.resize(width, 32)
        if button.text() == "Remember":
            break
        assert width >= needed
    assert button.text() == "Remember"
    assert button.accessibleName() == "Remember this conversation"


def test_a_very_long_word_in_an_empty_state_breaks(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.say(f"Your conversations with {'W' * 60} will appear here.", "New conversation")
    assert empty.label.minimumSizeHint().width() <= 420
    assert empty.label.text().replace("\u200b", "") == (
        f"Your conversations with {'W' * 60} will appear here."
    )
    empty.say("Nothing yet.")
    assert empty.label.text() == "Nothing yet."
