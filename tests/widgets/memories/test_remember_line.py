from support.memory_hands import sentence


def test_too_few_messages_are_said_in_place(bench, talk) -> None:
    talk(3)
    bench.pane.foot.remember_button.click()
    bench.settle()
    assert sentence(bench).startswith("A memory needs at least 4 new messages.")
    assert bench.pane.remembering.line.label.property("tone") == "dim"
    assert not bench.pane.remembering.line.button.isVisible()
    bench.pane.remembering.line.second_button.click()
    assert sentence(bench).startswith("After 1 more message, ")
    assert bench.responder.requests == []


def test_without_a_conversation_it_says_so(bench) -> None:
    bench.load("He sails.")
    bench.pane.foot.remember_button.click()
    assert bench.told[-1].text == "Nothing to remember yet."
