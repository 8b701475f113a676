"""The person has their turn drafted: it streams into the composer, and can be changed, stopped, discarded."""

from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from support.chat_stage import Stage
from support.on_file import read
from support.scripted import ScriptedStream

from personaui_desktop.claude.events import Failed, Waiting
from personaui_desktop.database.drafts import get_drafts
from personaui_desktop.database.receipts import spending_since
from personaui_desktop.errors import ReplyError, ReplyFailure
from personaui_desktop.widgets.chat.commands import declare
from personaui_desktop.widgets.chat.pane import ChatPane
from personaui_desktop.widgets.chat.turn_drafting import MOST_CHARACTERS
from personaui_desktop.widgets.chat.wait_banner import WaitBanner
from personaui_desktop.widgets.common.notices import Notice, Notices
from personaui_desktop.widgets.common.place import Place
from personaui_desktop.widgets.common.undo_history import UndoHistory

OVERLOADED = Failed(ReplyError(ReplyFailure.OVERLOADED, "The server is overloaded.", "Try again in a while."))
WRITTEN = "I think"


@pytest.fixture
def begun(stage: Stage) -> Stage:
    """Something was said, and a message is begun."""
    stage.go_to(stage.session("Did it hold?", "The north end did."))
    QTest.keyClicks(stage.pane.composer.edit, WRITTEN)
    return stage


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def ask(stage: Stage) -> ScriptedStream:
    """Click on the button; what is asked has been asked when this returns."""
    stream = stage.responder.next_stream()
    asked = len(stage.responder.requests)
    QTest.mouseClick(stage.pane.composer.draft.ask_button, Qt.MouseButton.LeftButton)
    stage.until(lambda: len(stage.responder.requests) == asked + 1)
    return stream


def arrive(stage: Stage, stream: ScriptedStream, *pieces: str, shows: str) -> None:
    stream.say(*pieces)
    stage.until(lambda: stage.pane.composer.text == shows)


def text(stage: Stage) -> str:
    return stage.pane.composer.text


def is_over(stage: Stage) -> bool:
    return not stage.desk.writer._under_way and not stage.pane.composer.draft.is_arriving


def test_it_streams_behind_what_is_written_and_can_be_changed(begun: Stage) -> None:
    stream = ask(begun)
    composer = begun.pane.composer
    assert composer.hint.text() == "Drafting your message…"
    assert composer.stop_button.isVisible()
    assert not composer.send_button.isVisible()
    arrive(begun, stream, "think it", shows="I think it")
    arrive(begun, stream, " held.", shows="I think it held.")
    stream.finish()
    begun.until(lambda: is_over(begun))
    assert composer.send_button.isVisible()
    assert composer.draft.discard_button.isVisible()
    assert begun.responder.requests[0].messages[-1]["role"] == "user"
    QTest.keyClicks(composer.edit, " Mostly")
    assert text(begun) == "I think it held. Mostly"
    assert not composer.draft.discard_button.isVisible(), "it is the person's own now"
    assert begun.texts() == ["Did it hold?", "The north end did."], "nothing is sent by itself"


@pytest.mark.parametrize("when", ["while it streams", "afterwards"])
@pytest.mark.parametrize("how", ["escape", "button", "undo", "command"])
def test_what_was_there_before_comes_back_exactly(begun: Stage, when: str, how: str) -> None:
    edit = begun.pane.composer.edit
    cursor = edit.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(4, cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    stream = ask(begun)
    arrive(begun, stream, "think 🌊", shows="I think 🌊")
    arrive(begun, stream, " so. 🌊", shows="I think 🌊 so. 🌊")
    if when == "afterwards":
        stream.finish()
        begun.until(lambda: is_over(begun))
    if how == "escape":
        begun.press(Qt.Key.Key_Escape)
    elif how == "button":
        click(begun.pane.composer.draft.discard_button)
    elif how == "command":
        begun.pane.commands.start("turn.discard")
    else:
        QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text(begun) == WRITTEN
    assert not begun.pane.composer.draft.is_offered
    if how != "undo":
        assert edit.textCursor().selectedText() == WRITTEN[1:4]
    begun.until(lambda: is_over(begun))
    assert text(begun) == WRITTEN, "nothing comes after it"
    if when != "afterwards":
        assert stream.stopped.is_set()


@pytest.mark.parametrize("how", ["button", "command"])
def test_stop_keeps_what_has_arrived(begun: Stage, how: str) -> None:
    stream = ask(begun)
    arrive(begun, stream, "think so", shows="I think so")
    if how == "button":
        click(begun.pane.composer.stop_button)
    else:
        begun.pane.commands.start("reply.stop")
    assert stream.stopped.is_set()
    assert text(begun) == "I think so"
    assert begun.pane.composer.draft.discard_button.isVisible()
    begun.press(Qt.Key.Key_Escape)
    assert text(begun) == WRITTEN


def test_stopped_before_anything_came_nothing_is_offered(begun: Stage) -> None:
    ask(begun)
    click(begun.pane.composer.stop_button)
    assert text(begun) == WRITTEN
    assert not begun.pane.composer.draft.is_offered
    assert begun.pane.composer.edit.hasFocus()


def test_it_can_be_asked_again_and_another_takes_its_place(begun: Stage) -> None:
    stream = ask(begun)
    stream.say("think so")
    stream.finish()
    begun.until(lambda: is_over(begun))
    other = ask(begun)
    assert text(begun) == WRITTEN
    assert "<begun>\nI think\n</begun>" in begun.responder.requests[1].messages[-1]["content"]
    other.say("think not")
    other.finish()
    begun.until(lambda: text(begun) == "I think not")


def test_typing_takes_over_and_nothing_is_lost(begun: Stage) -> None:
    stream = ask(begun)
    arrive(begun, stream, "think so", shows="I think so")
    QTest.keyClicks(begun.pane.composer.edit, "!")
    assert stream.stopped.is_set()
    stream.say(" and more")
    begun.until(lambda: is_over(begun))
    assert text(begun) == "I think so!"
    assert not begun.pane.composer.draft.is_offered


def test_enter_sends_what_has_arrived_and_no_more_comes(begun: Stage) -> None:
    stream = ask(begun)
    arrive(begun, stream, "think so", shows="I think so")
    begun.press(Qt.Key.Key_Return)
    assert stream.stopped.is_set(), "not only once it is stored"
    begun.shows("Did it hold?", "The north end did.", "I think so", "")
    assert text(begun) == ""


def test_it_gives_way_to_a_reply_that_is_asked_for_elsewhere(begun: Stage) -> None:
    stream = ask(begun)
    arrive(begun, stream, "think so", shows="I think so")
    begun.desk.requests.regenerate(begun.pane.shown(), begun.model.message(1).id)
    assert stream.stopped.is_set()
    assert text(begun) == "I think so"
    assert not begun.pane.composer.draft.is_offered


def test_an_input_method_is_not_disturbed(begun: Stage) -> None:
    stream = ask(begun)
    arrive(begun, stream, "think so", shows="I think so")
    QApplication.sendEvent(begun.pane.composer.edit, QInputMethodEvent("か", []))
    stream.say(" and more")
    begun.until(stream.stopped.is_set)
    QApplication.sendEvent(begun.pane.composer.edit, commit("か"))
    assert text(begun) == "I think soか"


def test_what_an_input_method_had_begun_before_is_not_disturbed_either(begun: Stage) -> None:
    QApplication.sendEvent(begun.pane.composer.edit, QInputMethodEvent("か", []))
    stream = begun.responder.next_stream()
    begun.pane.commands.start("turn.draft")
    stream.say("think so")
    begun.until(stream.stopped.is_set)
    assert text(begun) == WRITTEN


def commit(said: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(said)
    return event


def test_going_elsewhere_before_anything_came_asks_for_no_more(stage: Stage) -> None:
    one, other = stage.session("Did it hold?", "Yes."), stage.session("Elsewhere")
    stage.go_to(one)
    stream = ask(stage)
    stage.go_to(other)
    assert stream.stopped.is_set()
    assert not stage.pane.composer.draft.is_offered


@pytest.mark.parametrize("ending", ["failed", "refused", "cut off", "nothing"])
def test_a_failure_is_told_and_the_field_is_as_it_was(begun: Stage, told: list[Notice], ending: str) -> None:
    stream = ask(begun)
    if ending != "nothing":
        arrive(begun, stream, "think so", shows="I think so")
    if ending == "failed":
        stream.put(OVERLOADED, None)
    elif ending == "cut off":
        stream.put(None)
    else:
        stream.finish("refusal" if ending == "refused" else "end_turn")
    begun.until(lambda: len(told) == 1)
    assert text(begun) == WRITTEN
    assert not begun.pane.composer.draft.is_offered
    if ending == "failed":
        assert told[0].text == "The server is overloaded. Try again in a while."
    if ending == "nothing":
        assert told[0].text == "The model drafted nothing."


def test_while_a_reply_is_written_none_is_offered(begun: Stage, told: list[Notice]) -> None:
    begun.responder.next_stream()
    begun.press(Qt.Key.Key_Return)
    begun.until(lambda: begun.pane.is_replying)
    assert not begun.pane.composer.draft.ask_button.isEnabled()
    begun.pane.commands.start("turn.draft")
    assert [each.text for each in told] == ["The reply is still being written."]


def test_going_to_another_conversation_keeps_what_has_arrived_as_a_draft(begun: Stage) -> None:
    here = begun.place.session_id
    other = begun.session("Elsewhere")
    stream = ask(begun)
    arrive(begun, stream, "think so", shows="I think so")
    begun.go_to(other)
    assert text(begun) == ""
    assert stream.stopped.is_set()
    begun.until(lambda: is_over(begun))
    begun.settle()
    assert text(begun) == ""
    assert read(get_drafts)[here] == "I think so"
    begun.go_to(here)
    assert text(begun) == "I think so"


def test_closing_keeps_what_has_arrived_as_a_draft(begun: Stage) -> None:
    stream = ask(begun)
    arrive(begun, stream, "think", " so", shows="I think so")
    stream.say(" far")
    stream.wait_until_read()
    begun.pane.keep_written()
    assert stream.stopped.is_set()
    begun.settle()
    assert read(get_drafts)[begun.place.session_id] == "I think so far"


def test_what_it_cost_counts_also_where_it_was_stopped(begun: Stage) -> None:
    stream = ask(begun)
    arrive(begun, stream, "think so", shows="I think so")
    stream.finish()
    begun.until(lambda: is_over(begun))
    begun.settle()
    assert read(spending_since, "").requests == 1
    stream = ask(begun)
    arrive(begun, stream, "think", " not", shows="I think not")
    begun.press(Qt.Key.Key_Escape)
    begun.until(lambda: is_over(begun))
    begun.settle()
    assert read(spending_since, "").requests == 2


def test_a_busy_server_is_waited_for_and_that_is_said(begun: Stage) -> None:
    stream = ask(begun)
    asked_now: list[bool] = []
    stream.put(Waiting(monotonic() + 60, lambda: asked_now.append(True)))
    banner = next(
        each for each in begun.pane.foot.findChildren(WaitBanner) if each is not begun.pane.foot.waiting
    )
    begun.until(banner.isVisible)
    click(banner.buttons[0])
    assert asked_now == [True]
    click(banner.buttons[1])
    assert banner.isHidden()
    assert text(begun) == WRITTEN


def test_one_that_does_not_end_is_ended(begun: Stage) -> None:
    stream = ask(begun)
    stream.say("think " + "on and on " * (MOST_CHARACTERS // 5))
    begun.until(stream.stopped.is_set)
    assert MOST_CHARACTERS - 10 < len(text(begun)) <= MOST_CHARACTERS + len(WRITTEN) + 1
    begun.press(Qt.Key.Key_Escape)
    assert text(begun) == WRITTEN


def test_the_button_has_a_name_and_the_focus_stays_in_the_composer(begun: Stage) -> None:
    button = begun.pane.composer.draft.ask_button
    assert button.accessibleName() == "Draft my turn"
    button.setFocus()
    stream = begun.responder.next_stream()
    QTest.keyClick(button, Qt.Key.Key_Space)
    begun.until(lambda: bool(begun.responder.requests))
    assert begun.pane.composer.edit.hasFocus()
    stream.finish()
    begun.until(lambda: is_over(begun))


def test_two_windows_have_one_draft_made_and_pay_once(qtbot: QtBot, begun: Stage) -> None:
    place, notices = Place("default"), Notices()
    other = ChatPane(begun.desk, place, notices)
    qtbot.addWidget(other)
    declare(other, UndoHistory(place, begun.desk.histories, begun.desk.run, notices, other))
    other.show()
    place.show_persona("default")
    place.show_session(begun.place.session_id)
    begun.until(lambda: other.composer.text == WRITTEN)
    told: list[Notice] = []
    notices.shown.connect(told.append)
    begun.notices.shown.connect(told.append)
    stream = ask(begun)
    for pane in (other, begun.pane):
        assert not pane.commands.can_start("turn.draft")
        pane.commands.start("turn.draft")
    begun.settle()
    assert [notice.text for notice in told] == ["A draft is being written in another window."]
    arrive(begun, stream, " it holds.", shows="I think it holds.")
    assert other.composer.text == "I think it holds."
    stream.finish()
    begun.until(lambda: is_over(begun))
    assert len(begun.responder.requests) == 1
    second = begun.responder.next_stream()
    other.commands.start("turn.draft")
    begun.until(lambda: len(begun.responder.requests) == 2)
    assert not begun.pane.commands.can_start("turn.draft"), "now the other one's is being made"
    second.say(" Still.")
    begun.until(lambda: other.composer.text == begun.pane.composer.text == "I think it holds. Still.")
    begun.pane.commands.start("turn.draft")
    begun.settle()
    assert len(begun.responder.requests) == 2
    other.close()
    other.keep_written(others_go_on=True)
    assert begun.pane.commands.can_start("turn.draft"), "a window that is closed makes none any more"
