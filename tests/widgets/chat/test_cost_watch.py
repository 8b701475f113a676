from support.chat_stage import Stage

from personaui_desktop.background.operation import Errand, Lane, Operation
from personaui_desktop.operations import memories
from personaui_desktop.records.replies import ReplyRequest


def tokens_said(stage: Stage) -> str:
    return stage.pane.foot.cost_line.tokens.text()


def number_said(stage: Stage) -> int:
    words = tokens_said(stage).split()
    return int(words[3]) if "≈" in words else 0


def test_it_counts_what_would_be_sent_and_follows_what_is_written(stage: Stage) -> None:
    stage.go_to(stage.session("Hello", "Hi"))
    stage.until(lambda: number_said(stage) > 20)
    before = number_said(stage)
    stage.pane.composer.edit.insertPlainText("word " * 70)
    stage.until(lambda: number_said(stage) == before + 100)


def test_a_new_memory_is_counted(stage: Stage) -> None:
    stage.go_to(stage.session("Hello"))
    stage.until(lambda: number_said(stage) > 20)
    before = number_said(stage)
    stage.worker.run(memories.add("default", None, "They like tea. " * 20), stage.pane)
    stage.until(lambda: number_said(stage) > before + 80)


def test_the_price_is_that_of_the_model_that_answers(stage: Stage) -> None:
    stage.go_to(stage.session("Hello"))
    price = stage.pane.foot.cost_line.price
    stage.until(lambda: price.text() == "price unknown")
    stage.pane.set_responder("claude-sonnet-5-5", is_demo=False)
    stage.until(lambda: price.text().startswith("≈ $0.00"))
    stage.pane.set_responder("Demo companion", is_demo=True)
    stage.until(lambda: price.text() == "Demo replies are free")


def test_a_server_that_can_count_is_asked_after_a_pause_and_only_for_what_is_written(stage: Stage) -> None:
    asked: list[ReplyRequest] = []

    def count(request: ReplyRequest) -> Operation[int | None]:
        asked.append(request)
        return Errand(lambda: 1234, lane=Lane.OUTSIDE)

    stage.go_to(stage.session("Hello", "Hi"))
    stage.pane.costs._counting.setInterval(20)
    stage.pane.costs.set_count(count)
    stage.pane.composer.edit.insertPlainText("How many?")
    stage.until(lambda: tokens_said(stage) == "Next message 1.2k tokens")
    assert asked[-1].messages[-1]["content"].endswith("How many?")
    stage.pane.composer.set_text("")
    stage.until(lambda: "≈" in tokens_said(stage))
    stage.pane.costs.set_count(None)
