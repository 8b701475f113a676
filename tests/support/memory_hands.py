"""What tests of the memories pane do with it, as a person and a model would."""

TEXT = "He told me the storm took half the pier, and that his grandfather had built it."


def answer(bench, *texts: str) -> None:
    """Have the writer answer with these texts, one errand after the other."""
    for text in texts:
        stream = bench.responder.next_stream()
        stream.say(text)
        stream.finish()


def remember(bench, *texts: str) -> None:
    """Press the button and wait until what was written is there to be read."""
    answer(bench, *(texts or (TEXT,)))
    bench.pane.foot.remember_button.click()
    bench.qtbot.waitUntil(lambda: bench.making.errand("default") is None)
    bench.settle()


def sentence(bench) -> str:
    return bench.pane.remembering.line.label.text()


def consider(bench, session: int) -> None:
    bench.making.consider("default", session)
    bench.settle()
