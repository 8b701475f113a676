from personaui_desktop.cards.card import Card, Spec
from personaui_desktop.operations.card_profile import (
    came_as_one_text,
    changes_since,
    has_other_avatar,
    persona_from,
)
from personaui_desktop.records.cards import MadeProfile
from personaui_desktop.records.personas import Profile

CARD = Card(Spec.V2, {}, "Wren", description="A keeper.\r\n\r\nOf a light.", greetings=("Hi.",))
WHO = Profile("Wren", "A keeper.", "Hi.", b"picture")
MADE = MadeProfile.of(WHO)


def test_a_card_that_has_only_a_description_tells_only_that() -> None:
    assert persona_from(CARD).profile == Profile("Wren", "A keeper.\n\nOf a light.", "Hi.")


def test_fields_of_a_card_are_fields_of_the_persona() -> None:
    made = persona_from(CARD._replace(nickname="Birdie", examples="<START>\r\nHi", tags=("a", " ", "a")))
    assert (made.profile.nickname, made.profile.examples, made.character.tags) == (
        "Birdie",
        "<START>\nHi",
        ("a",),
    )


def test_nothing_changes_while_the_persona_is_what_it_came_as() -> None:
    assert changes_since(CARD, persona_from(CARD).character) == {}
    assert not has_other_avatar(MADE, WHO)


def test_a_name_that_is_none_changes_nothing_while_it_stays() -> None:
    nameless = CARD._replace(name="\u200b")
    assert changes_since(nameless, persona_from(nameless).character) == {}


def test_a_picture_that_was_removed_is_another_one() -> None:
    assert has_other_avatar(MADE, WHO._replace(avatar=None))
    assert has_other_avatar(MADE._replace(avatar_hash=None), WHO)
    assert not has_other_avatar(MADE._replace(avatar_hash=None), WHO._replace(avatar=None))


def test_another_name_since_stays_where_one_text_is_taken_apart() -> None:
    found = came_as_one_text(CARD._replace(nickname="Birdie"), MADE, WHO._replace(name="Robin"))
    assert found is not None
    assert (found.profile.name, found.profile.nickname) == ("Wren", "Robin")
