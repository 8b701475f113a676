from decimal import Decimal

from personaui_desktop.cards.card import Mended, Repair
from personaui_desktop.operations.cards import CardOrigin, CardSketch
from personaui_desktop.records.personas import Profile
from personaui_desktop.widgets.personas.card_words import origin_line, repair_lines, size_line

PLAIN = CardSketch(CardOrigin("a"), Profile("Wren"), 1, 40, None, "", "", "", (), 0, ())


def test_only_what_there_is_is_said() -> None:
    assert origin_line(PLAIN) == ""
    assert size_line(PLAIN) == "About 40 tokens are sent with every message."
    assert origin_line(PLAIN._replace(tags=("a", " ", "b"))) == "\u2068a\u2069, \u2068b\u2069"


def test_a_price_is_said_where_one_is_known() -> None:
    words = size_line(PLAIN._replace(cost=Decimal("0.00012")))
    assert "sent with every message. That costs ≈ $0.0001 each time" in words
    assert "$" not in size_line(PLAIN)


def test_one_entry_and_one_token_are_one() -> None:
    words = size_line(PLAIN._replace(tokens=1, book_entries=1, greetings=2))
    assert words.startswith("About 1 token is sent")
    assert "2 greetings" in words
    assert "of one entry" in words


def test_each_kind_of_repair_is_said_once_with_its_fields() -> None:
    text = [Repair(Mended.TEXT_FOR_LIST, name) for name in ("tags", "greetings", "tags")]
    assert repair_lines([*text, Repair(Mended.TRUNCATED)]) == [
        "A text was found where a list belongs. (tags, greetings)",
        "The end of the picture is missing.",
    ]


def test_a_long_field_and_very_many_tags_are_cut() -> None:
    (line,) = repair_lines([Repair(Mended.UNUSABLE, "x" * 500)])
    assert len(line) < 150
    assert origin_line(PLAIN._replace(tags=("t",) * 500)).count("t") < 20
