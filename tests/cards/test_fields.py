from personaui_desktop.cards.card import Mended, Repair
from personaui_desktop.cards.fields import Fields


def test_fields_that_are_right_or_missing_are_not_mended() -> None:
    fields = Fields({"a": "text", "b": ["x", ""], "c": 5})
    assert (fields.text("a"), fields.texts("b"), fields.text("none"), fields.texts("none")) == (
        "text",
        ("x", ""),
        "",
        (),
    )
    fields.time("c")
    fields.time("none")
    assert (fields.repairs, fields.mended) == ([], {})


def test_what_is_meant_is_noted_beside_what_was_odd() -> None:
    fields = Fields({"a": 1.5, "b": "x", "c": {}, "d": True})
    assert (fields.text("a"), fields.texts("b"), fields.texts("c"), fields.text("d")) == (
        "1.5",
        ("x",),
        (),
        "True",
    )
    assert fields.mended == {"a": "1.5", "b": ["x"], "c": [], "d": "True"}
    assert fields.repairs == [
        Repair(Mended.NUMBER_FOR_TEXT, "a"),
        Repair(Mended.TEXT_FOR_LIST, "b"),
        Repair(Mended.NOTHING_FOR_LIST, "c"),
        Repair(Mended.NUMBER_FOR_TEXT, "d"),
    ]


def test_what_is_no_time_is_left() -> None:
    for odd in ("9" * 5000, "١٢٣", "-5", "1e5", "", True, -1, 10**15, 1e308, 2**2000):
        fields = Fields({"a": odd})
        fields.time("a")
        assert fields.mended == {}
