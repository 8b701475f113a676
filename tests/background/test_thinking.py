import pytest

from personaui_desktop.background import thinking
from personaui_desktop.background.thinking import ThinkingNow, ThinkingSoFar, joined
from personaui_desktop.records.replies import Thought


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(thinking, "monotonic", lambda: now[0])
    return now


def test_counts_the_time_in_which_the_model_thinks(clock: list[float]) -> None:
    so_far = ThinkingSoFar()
    so_far.end()
    for add, seconds in (("She ", 2.0), ("asks", 1.5)):
        so_far.add(add)
        clock[0] += seconds
    so_far.end()
    clock[0] += 50
    so_far.add(". More")
    clock[0] += 1
    assert so_far.thought(7) == Thought("She asks. More", 4500, 7)


def test_a_model_that_does_not_tell_what_it_thinks_has_no_thought(clock: list[float]) -> None:
    so_far = ThinkingSoFar()
    so_far.add("")
    clock[0] += 3
    assert so_far.thought(7) is None


def test_no_more_is_kept_than_anyone_reads() -> None:
    so_far = ThinkingSoFar()
    for _ in range(3):
        so_far.add("x" * (thinking.MOST_CHARACTERS // 2 + 1))
    told = so_far.thought(None)
    assert told is not None
    assert len(told.text) == thinking.MOST_CHARACTERS


def test_tells_what_is_being_thought_and_since_when(clock: list[float]) -> None:
    so_far = ThinkingSoFar()
    assert so_far.now() is None
    so_far.add("She ")
    clock[0] += 2
    assert so_far.now() == ThinkingNow(100.0, "She ")
    assert so_far.so_far() == Thought("She ", 2000), "though it is not thought to its end"
    assert so_far.end()
    assert so_far.now() is None
    assert so_far.so_far() == Thought("She ", 2000)
    clock[0] += 10
    so_far.add("asks.")
    assert so_far.now() == ThinkingNow(110.0, "She asks."), "what it spoke in between does not count"


def test_of_a_continued_reply_both_thoughts_are_kept() -> None:
    one, other = Thought("One.\n", 1000, 5), Thought("Two.", 500, 7)
    assert joined(one, other) == Thought("One.\n\nTwo.", 1500, 12)
    assert joined(one, other._replace(tokens=None)) == Thought("One.\n\nTwo.", 1500)
    assert (joined(one, None), joined(None, other), joined(None, None)) == (one, other, None)
