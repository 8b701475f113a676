import pytest
from support.on_file import read, store_profile, write

from personaui_desktop.database import cards
from personaui_desktop.records.cards import MadeProfile, StoredCard
from personaui_desktop.records.personas import Profile

MADE = MadeProfile.of(Profile("Wren", "Kind.", "Hi.", b"a picture"))
CARD = StoredCard("wren.png", '{"name": "灯"}'.encode(), b"\x89PNG", MADE, (("a/b", b"\0\1"), ("a/b", b"")))


@pytest.fixture(autouse=True)
def _persona() -> None:
    store_profile(Profile("Wren"), "wren")


def test_a_card_is_kept_with_its_files_in_their_order() -> None:
    assert read(cards.read_card, on="wren") is None
    write(cards.store_card, CARD, on="wren")
    assert read(cards.read_card, on="wren") == CARD


def test_who_came_without_a_picture_has_none() -> None:
    bare = StoredCard("a.json", b"{}", None, MadeProfile.of(Profile("Wren")))
    write(cards.store_card, bare, on="wren")
    assert read(cards.read_card, on="wren") == bare
    assert bare.made.avatar_hash is None


@pytest.mark.parametrize("odd", ["x'00'", "'text'", "7"])
def test_an_odd_value_in_place_of_the_card_counts_as_none(odd: str) -> None:
    write(cards.store_card, CARD, on="wren")
    write(lambda file: file.connection.execute(f"UPDATE persona_cards SET content = {odd}"), on="wren")
    assert read(cards.read_card, on="wren") is None
