"""Heights that are guessed until they are measured."""

from personaui_desktop.widgets.common.row_heights import RowHeights


class Measured:
    """Measures rows, and remembers which."""

    def __init__(self, **heights: int) -> None:
        self.asked: list[int] = []
        self.heights = {int(name[1:]): height for name, height in heights.items()}

    def __call__(self, row: int) -> int:
        self.asked.append(row)
        return self.heights.get(row, 100)


def of(count: int) -> RowHeights:
    heights = RowHeights(100)
    heights.insert(0, count)
    return heights


def test_only_what_is_between_two_heights_is_measured() -> None:
    heights, measure = of(10_000), Measured()
    assert heights.measure_between(5_050, 5_450, measure) == 0
    assert measure.asked == [50, 51, 52, 53, 54]
    heights.measure_between(5_050, 5_450, measure)
    assert len(measure.asked) == 5


def test_lower_rows_than_guessed_make_room_for_more() -> None:
    heights, measure = of(100), Measured(r0=10, r1=10)
    heights.measure_between(0, 199, measure)
    assert measure.asked == [0, 1, 2, 3]
    assert heights.total == 100 * 98 + 20


def test_a_row_in_view_moves_by_what_was_guessed_wrong_above_it() -> None:
    heights, measure = of(100), Measured(r49=60)
    heights.measure_between(5_000, 5_199, measure)
    assert heights.measure_between(4_950, 5_149, measure) == -40


def test_a_doubted_row_at_the_top_grows_downwards() -> None:
    heights = of(100)
    heights.measure_between(5_000, 5_199, Measured())
    heights.doubt()
    assert heights.measure_between(5_000, 5_199, Measured(r50=180)) == 0
    assert heights.top(50) == 5_000
    assert heights.top(51) == 5_180


def test_rows_that_come_and_go_take_their_heights_along() -> None:
    heights = of(3)
    heights.measure_between(0, 299, Measured(r0=1, r1=2, r2=3))
    heights.insert(1, 1)
    assert [heights[row] for row in range(4)] == [1, 100, 2, 3]
    heights.remove(0, 2)
    assert [heights.top(row) for row in range(3)] == [0, 2, 5]
    measure = Measured()
    heights.measure_between(0, 4, measure)
    assert not measure.asked


def test_a_row_is_measured_with_what_fits_around_it() -> None:
    heights, measure = of(100), Measured()
    heights.measure_around(50, 250, measure)
    assert sorted(measure.asked) == [48, 49, 50, 51, 52, 53]
    of(1).measure_around(0, 250, measure)


def test_no_rows_have_no_height() -> None:
    heights = of(0)
    assert heights.total == 0
    assert not heights.between(0, 100)
    assert heights.measure_between(0, 100, Measured()) == 0
