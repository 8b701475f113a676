import threading

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from support.chat_stage import Stage
from support.messages_server import Reply, serve
from support.transcript_hands import click_part

from personaui_desktop.claude.client import ClaudeResponder
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.providers import Provider
from personaui_desktop.widgets.chat.thought_dialog import ThoughtDialog
from personaui_desktop.widgets.chat.transcript.parts import Part, PartKind
from personaui_desktop.widgets.chat.transcript.reading.accessible import described


def dialog(stage: Stage) -> ThoughtDialog:
    def is_open() -> bool:
        return any(each.isVisible() for each in stage.pane.findChildren(ThoughtDialog))

    stage.until(is_open)
    return next(each for each in stage.pane.findChildren(ThoughtDialog) if each.isVisible())


def unfolded(stage: Stage) -> str | None:
    """What stands above the reply of what was thought."""
    row = stage.pane.transcript.scene.row_of(2)
    return None if row is None or row.laid.thought is None else row.laid.thought.source


def test_a_click_unfolds_the_thought_in_its_place_and_another_folds_it(stage: Stage) -> None:
    with serve() as server:
        server.reply_with(Reply(("A poem.",), thinking="She wants a poem."))
        stage.answering.responder = ClaudeResponder(Provider(server.url), "key")
        stage.go_to(stage.session())
        stage.say("A poem!")
        stage.until(lambda: stage.model.rowCount() == 2 and stage.model.message(1).thought_ms is not None)
    view, thoughts = stage.pane.transcript, stage.pane.commands["message.unfold"]
    assert thoughts.title_for(stage.model.message(1)) == "Unfold thought"
    click_part(view, 2, PartKind.THOUGHT)
    stage.until(lambda: unfolded(stage) == "She wants a poem.")
    assert thoughts.title_for(stage.model.message(1)) == "Fold thought"
    click_part(view, 2, PartKind.THOUGHT)
    stage.until(lambda: unfolded(stage) is None)
    stage.pane.commands.start("message.unfold")
    stage.until(lambda: unfolded(stage) == "She wants a poem.")
    stage.go_to(stage.session("Hello", "Hi"))
    stage.settle()
    assert view.scene.messages.unfolded == {}


def test_what_the_model_thought_is_folded_above_its_reply_and_never_sent(stage: Stage) -> None:
    with serve() as server:
        server.reply_with(Reply(("A poem.",), thinking="She wants a poem."), Reply(("Another.",)))
        stage.answering.responder = ClaudeResponder(Provider(server.url), "key")
        stage.go_to(stage.session())
        stage.say("A poem!")
        stage.shows("A poem!", "A poem.")
        stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
        assert stage.model.message(1).thought_ms is not None
        view = stage.pane.transcript
        stage.pane.commands.start("message.thought")
        opened = dialog(stage)
        assert opened.text.toPlainText() == "She wants a poem."
        assert opened.facts.text().startswith("Thought for 1 s")
        QTest.keyClick(opened, Qt.Key.Key_Escape)
        stage.say("Another!")
        stage.shows("A poem!", "A poem.", "Another!", "Another.")
        stage.until(lambda: stage.model.message(3).status is ReplyStatus.COMPLETE)
        assert "She wants" not in str(server.requests[-1].body)
        row = view.scene.row_of(4)
        assert row is not None
        assert row.laid.rects.thought.isEmpty()


def test_a_thought_is_opened_by_key(stage: Stage) -> None:
    with serve() as server:
        server.reply_with(Reply(("A poem.",), thinking="She wants a poem."))
        stage.answering.responder = ClaudeResponder(Provider(server.url), "key")
        stage.go_to(stage.session())
        stage.say("A poem!")
        stage.until(lambda: stage.model.rowCount() == 2 and stage.model.message(1).thought_ms is not None)
    view = stage.pane.transcript
    view.setFocus()
    view.throttle.flush()
    view.scene.use_keyboard(True)
    view.scene.set_current(2)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.scene.part == Part(PartKind.THOUGHT)
    QTest.keyClick(view, Qt.Key.Key_Return)
    stage.until(lambda: unfolded(stage) == "She wants a poem.")
    assert "She wants a poem.\nA poem." in described(stage.model.message(1), "Mia", unfolded(stage))
    QTest.keyClick(view, Qt.Key.Key_Return)
    stage.until(lambda: unfolded(stage) is None)


def test_a_reply_without_a_thought_says_so(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Hi"))
    assert not stage.pane.commands.can_start("message.thought")
    with stage.qtbot.waitSignal(stage.notices.shown):
        stage.pane.commands.start("message.thought")


def test_a_thought_stays_when_the_reply_is_stopped_before_its_first_text(stage: Stage) -> None:
    gate = threading.Event()
    with serve() as server:
        thinks = Reply(("A poem.",), thinking=("She wants ", "a poem."), thinking_gate=gate)
        server.reply_with(thinks, Reply(("Another.",)), Reply(("A third.",)))
        stage.answering.responder = ClaudeResponder(Provider(server.url), "key")
        session = stage.session()
        stage.go_to(session)
        stage.say("A poem!")
        replies = stage.pane.desk.replies
        stage.until(lambda: replies.thinking_now("default", session) is not None)
        stage.pane.stop()
        gate.set()
        stage.until(
            lambda: stage.model.rowCount() == 2 and stage.model.message(1).status is ReplyStatus.STOPPED
        )
        click_part(stage.pane.transcript, 2, PartKind.THOUGHT)
        stage.until(lambda: (unfolded(stage) or "").startswith("She wants "))
        stage.pane.commands.start("reply.try_again")
        stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
        stage.shows("A poem!", "Another.")
        assert stage.model.message(1).thought_ms is None, "it belongs to the version before"
        stage.say("And?")
        stage.shows("A poem!", "Another.", "And?", "A third.")
        assert "She wants" not in str([each.body for each in server.requests])


def test_the_thought_of_a_version_that_is_stopped_before_its_first_text_is_kept_beside_the_old(
    stage: Stage,
) -> None:
    gate = threading.Event()
    with serve() as server:
        thinks = Reply(("Another.",), thinking=("She wants ", "another."), thinking_gate=gate)
        server.reply_with(Reply(("A poem.",)), thinks)
        stage.answering.responder = ClaudeResponder(Provider(server.url), "key")
        session = stage.session()
        stage.go_to(session)
        stage.say("A poem!")
        stage.until(lambda: stage.model.rowCount() == 2 and stage.model.message(1).is_complete)
        stage.pane.commands.start("reply.try_again")
        replies = stage.pane.desk.replies
        stage.until(lambda: replies.thinking_now("default", session) is not None)
        stage.pane.stop()
        gate.set()
        stage.until(lambda: stage.model.message(1).versions == 2 and not stage.pane.is_replying)
        stage.shows("A poem!", "A poem.")
        assert stage.model.message(1).version == 1
        stage.pane.commands.start("version.on")
        stage.shows("A poem!", "")
        click_part(stage.pane.transcript, 2, PartKind.THOUGHT)
        stage.until(lambda: (unfolded(stage) or "").startswith("She wants "))
        stage.pane.commands.start("version.back")
        stage.shows("A poem!", "A poem.")
        stage.until(lambda: unfolded(stage) is None)
