from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.database.find import FoundMessage
from personaui_desktop.widgets.chat.transcript.finding.hit_counts import HitCounts

ids = st.integers(0, 60)
found = st.dictionaries(ids, st.integers(1, 4), max_size=12)
steps = st.lists(st.one_of(found, st.tuples(ids, st.integers(0, 3))), max_size=12)


@given(done=steps, near=st.integers(-2, 62))
def test_counts_are_those_of_a_plain_dictionary(
    done: list[dict[int, int] | tuple[int, int]], near: int
) -> None:
    counts, plain = HitCounts(), dict[int, int]()
    for step in done:
        if isinstance(step, dict):
            counts.take([FoundMessage(*each) for each in sorted(step.items())])
            plain |= step
        else:
            counts.put(*step)
            plain[step[0]] = step[1]
    plain = {number: times for number, times in sorted(plain.items()) if times}
    assert counts.total == sum(plain.values())
    assert bool(counts) == bool(plain)
    for number in range(-2, 62):
        assert counts.times(number) == plain.get(number, 0)
        assert counts.before(number) == sum(times for other, times in plain.items() if other < number)
    before = [number for number in plain if number <= near]
    after = [number for number in plain if number > near]
    assert counts.nearest(near) == next(iter(before[-1:] + after[:1]), None)
    assert counts.nearest(None) == next(reversed(plain), None)
    others = [number for number in plain if number != near]
    later, earlier = [n for n in others if n > near], [n for n in others if n < near]
    if others:
        assert counts.following(near, forward=True) == (later or list(plain))[0]
        assert counts.following(near, forward=False) == (earlier or list(plain))[-1]
