from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.database.memorized import Memorized

ids = st.integers(1, 30)


@given(st.lists(st.tuples(ids, ids)), st.none() | ids)
def test_memorized_is_what_the_contract_says(ranges: list[tuple[int, int]], marker: int | None) -> None:
    memorized = Memorized(ranges, marker)
    for message_id in range(32):
        if ranges:
            expected = any(start <= message_id <= end for start, end in ranges)
        else:
            expected = marker is not None and message_id <= marker
        assert (message_id in memorized) == expected
