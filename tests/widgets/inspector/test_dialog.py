from functools import partial

from support.chat_stage import Stage

from personaui_desktop.conversation.context import ContextLimits
from personaui_desktop.database import get_chat_history, save_memory
from personaui_desktop.operations import branches, memories
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import Wanted
from personaui_desktop.widgets.inspector.dialog import Inspector


def test_the_inspector_lists_every_piece_with_its_reason(stage: Stage) -> None:
    save_memory(None, "A pier was built.")
    stage.go_to(stage.session("Hello", "Hi"))
    stage.pane.composer.edit.insertPlainText("What next?")
    stage.pane.foot.cost_line.link.click()
    inspector = stage.pane.findChildren(Inspector)[0]
    stage.until(lambda: inspector.pieces.topLevelItemCount() == 3 and bool(inspector.totals.text()))
    lines = pieces_of(inspector)
    assert "A pier was built." in [line[0] for line in lines]
    assert lines[-1][0] == "You: What next?"
    assert lines[-1][2] == "Your draft"
    assert "Mia" in inspector.text.toPlainText()
    assert "Mia\u2069: nothing yet" in inspector.totals.text()
    assert "Prices of 2026-11-23" in inspector.prices.text()
    inspector.close()


def test_what_does_not_fit_is_listed_as_left_out(stage: Stage) -> None:
    for number in range(9):
        save_memory(None, f"Memory {number} is about something.")
    stage.go_to(stage.session("Hello"))
    stage.pane.requests.limits = ContextLimits(memory_tokens=80)
    stage.pane.inspect()
    inspector = stage.pane.findChildren(Inspector)[0]
    stage.until(lambda: inspector.pieces.topLevelItemCount() == 3)
    reasons = [line[2] for line in pieces_of(inspector)]
    assert "Recent memory" in reasons
    assert "Left out: no room for it" in reasons
    assert "left out" in inspector.pieces.topLevelItem(1).text(0)
    inspector.close()


def test_a_past_reply_shows_what_was_sent_and_what_came_of_it(stage: Stage) -> None:
    stage.go_to(stage.session())
    stream = stage.responder.next_stream()
    stage.say("Hello?")
    stream.say("Here I am.")
    stream.finish()
    stage.shows("Hello?", "Here I am.")
    stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
    stage.pane.inspect(stage.model.message(1).id)
    inspector = stage.pane.findChildren(Inspector)[0]
    stage.until(lambda: "scripted" in inspector.facts.text())
    for fact in ("10 tokens", "5 tokens", "price unknown", "end_turn"):
        assert fact in inspector.facts.text()
    assert pieces_of(inspector)[-1][0] == "You: Hello?"
    inspector.close()


def test_a_message_without_a_note_says_so(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Hi"))
    stage.pane.inspect(stage.model.message(1).id)
    inspector = stage.pane.findChildren(Inspector)[0]
    stage.until(lambda: inspector.title.text() == "There is no record of this message")
    inspector.close()


def pieces_of(inspector: Inspector) -> list[list[str]]:
    tops = [inspector.pieces.topLevelItem(row) for row in range(inspector.pieces.topLevelItemCount())]
    items = [top.child(row) for top in tops for row in range(top.childCount())]
    return [[item.text(column) for column in range(3)] for item in items]


def test_a_message_that_is_left_out_on_purpose_says_so(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Hi", "Go on"))
    stage.pane.transcript.scene.set_current(2)
    stage.pane.commands.start("message.hide")
    stage.until(lambda: stage.model.message(1).marks.is_hidden)
    stage.pane.inspect()
    inspector = stage.pane.findChildren(Inspector)[0]
    stage.until(lambda: inspector.pieces.topLevelItemCount() > 0)
    assert ["Hi", "Left out: you chose to leave it out"] in [
        [line[0], line[2]] for line in pieces_of(inspector)
    ]
    inspector.close()


def test_each_version_shows_what_was_sent_for_it(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Hi"))
    for instruction in ("Shorter", "Like a sailor"):
        stream = stage.responder.next_stream()
        stage.pane.requests.regenerate(stage.place.where, 2, Wanted(instruction=instruction))
        stream.say(f"{instruction}.")
        stream.finish()
        stage.shows("Hello", f"{instruction}.")
        stage.until(lambda: stage.model.message(1).status is ReplyStatus.COMPLETE)
    for instruction in ("Like a sailor", "Shorter"):
        stage.shows("Hello", f"{instruction}.")
        stage.pane.inspect(2)
        inspector = next(each for each in stage.pane.findChildren(Inspector) if each.isVisible())
        stage.until(partial(has_pieces, inspector))
        assert any(instruction in line[0] for line in pieces_of(inspector))
        inspector.close()
        stage.pane.commands.start("version.back")


def has_pieces(inspector: Inspector) -> bool:
    return inspector.pieces.topLevelItemCount() > 0


def test_a_memory_of_what_another_branch_has_after_the_fork_says_so_unless_it_is_pinned(stage: Stage) -> None:
    session = stage.session("Hello", "Hi", "To the pier", "It is wet")
    made = [each["id"] for each in get_chat_history(9, session)]
    for at, text in enumerate(("They met.", "They got wet.", "They love the pier.")):
        first = 0 if at == 0 else 2
        memory = memories.add("default", session, text, made[first], made[first + 1]).work()
    memories.pin("default", memory, True).work()
    branches.say_instead("default", session, made[2], "Home").work()
    stage.go_to(session)
    stage.pane.inspect()
    inspector = stage.pane.findChildren(Inspector)[0]
    stage.until(lambda: len(pieces_of(inspector)) > 3)
    reasons = {text: reason for text, _size, reason in pieces_of(inspector)}
    assert reasons["They got wet."] == "Left out: belongs to another branch"
    assert not reasons["They met."].startswith("Left out")
    assert not reasons["They love the pier."].startswith("Left out")
    inspector.close()
