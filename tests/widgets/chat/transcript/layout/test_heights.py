from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.widgets.chat.transcript.layout.heights import Heights

pixels = st.lists(st.integers(1, 500).map(float), max_size=40)


@given(heights=pixels, changes=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 500)), max_size=20))
def test_tops_are_sums(heights: list[float], changes: list[tuple[int, int]]) -> None:
    tree = Heights(heights)
    for row, height in changes:
        if row < len(heights):
            heights[row] = tree[row] = float(height)
    assert [tree.top(row) for row in range(len(heights) + 1)] == [
        sum(heights[:row]) for row in range(len(heights) + 1)
    ]
    assert tree.total == sum(heights)


@given(heights=pixels.filter(bool), y=st.floats(-10, 20_000))
def test_the_row_at_a_height_covers_it(heights: list[float], y: float) -> None:
    tree = Heights(heights)
    row = tree.row_at(y)
    if 0 <= y < tree.total:
        assert tree.top(row) <= y < tree.top(row + 1)
    else:
        assert row in {0, len(heights) - 1}


@given(heights=pixels, more=pixels, at=st.integers(0, 40), count=st.integers(0, 40))
def test_rows_come_and_go(heights: list[float], more: list[float], at: int, count: int) -> None:
    tree = Heights(heights)
    at = min(at, len(heights))
    tree.insert(at, more)
    heights[at:at] = more
    assert tree.total == sum(heights)
    count = min(count, len(heights) - at)
    tree.remove(at, count)
    assert [tree[row] for row in range(len(tree))] == heights[:at] + heights[at + count :]
