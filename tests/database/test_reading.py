import sqlite3
from contextlib import closing
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.database import reading
from personaui_desktop.records.memories import Origin

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.binary(),
)


@pytest.mark.parametrize(
    ("value", "said"),
    [("äöü", "äöü"), (b"caf\xc3\xa9", "café"), (b"\xff!", "\ufffd!"), (None, ""), (7, "7"), (1.5, "1.5")],
)
def test_anything_can_be_read_as_text(value: object, said: str) -> None:
    assert reading.text(value) == said


def test_a_text_that_is_not_there_stays_away_where_it_may() -> None:
    assert reading.text_or_none(None) is None
    assert reading.text_or_none(b"x") == "x"


@pytest.mark.parametrize(("value", "read"), [(b"\xff", b"\xff"), ("é", b"\xc3\xa9"), (7, b"7")])
def test_anything_can_be_read_as_bytes(value: object, read: bytes) -> None:
    assert reading.blob(value) == reading.blob_or_none(value) == read


def test_bytes_that_are_not_there() -> None:
    assert (reading.blob(None), reading.blob_or_none(None)) == (b"", None)


@pytest.mark.parametrize("value", [None, 1.5, "12", b"12"])
def test_only_a_whole_number_is_one(value: object) -> None:
    assert reading.whole_or_none(value) is None
    assert reading.whole(value) == 0
    assert reading.whole(2**63 - 1) == reading.whole_or_none(2**63 - 1) == 2**63 - 1


@given(VALUES)
def test_yes_and_no_are_those_of_sqlite(value: object) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        (truth,) = connection.execute("SELECT coalesce(NOT NOT ?, 0)", (value,)).fetchone()
    assert reading.flag(value) == bool(truth)


@pytest.mark.parametrize(
    "value",
    ["1", "0", "", "yes", "1x", " 2", "0x10", ".5", "-0.0", "1e999", "1e-999", "+3", "٣", b"1", b"\xff"],
)
def test_yes_and_no_of_text_are_those_of_sqlite(value: object) -> None:
    test_yes_and_no_are_those_of_sqlite.hypothesis.inner_test(value)  # type: ignore[attr-defined]


@given(VALUES)
def test_every_time_can_be_parsed(value: object) -> None:
    datetime.fromisoformat(reading.moment(value))


@pytest.mark.parametrize("value", [None, 1.7e9, 0, "yesterday", b"\xff", "2024-13-01 00:00:00", ""])
def test_what_is_no_time_sorts_behind_those_that_are(value: object) -> None:
    assert reading.moment(value) == reading.LONG_AGO


@pytest.mark.parametrize(
    "value", ["2024-05-01 12:00:00", "2024-05-01 12:00:00.123456", "2024-05-01T12:00:00+02:00"]
)
def test_a_time_reads_back_equal(value: str) -> None:
    assert reading.moment(value) == reading.moment_or_none(value) == value
    assert reading.moment(value.encode()) == value


def test_a_time_that_is_not_there_stays_away_where_it_may() -> None:
    assert reading.moment_or_none(None) is None


@pytest.mark.parametrize(
    ("value", "read"),
    [("asked", Origin.ASKED), (b"asked", Origin.ASKED), ("?", Origin.HAND), (None, Origin.HAND)],
)
def test_one_of_the_kinds_that_there_are(value: object, read: Origin) -> None:
    assert reading.one_of(Origin, value, Origin.HAND) is read
