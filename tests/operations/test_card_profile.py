from personaui_desktop.cards.card import Card, Spec
from personaui_desktop.operations.card_profile import changes_since, has_other_avatar, persona_from
from personaui_desktop.records.cards import MadeProfile
from personaui_desktop.records.personas import Profile

CARD = Card(Spec.V2, {}, "Wren", description="A keeper.\r\n\r\nOf a light.", greetings=("Hi.",))
WHO = Profile("Wren", "A keeper.", "Hi.", b"picture")
MADE = MadeProfile.of(WHO)


def test_a_card_that_has_only_a_description_tells_only_that() -> None:
    assert persona_from(CARD).profile == Profile("Wren", "A keeper.\n\nOf a light.", "Hi.")


def test_parts_that_say_nothing_are_left_out() -> None:
    bare = persona_from(CARD._replace(description="", instruction="{{ORIGINAL}}", personality=" \n"))
    assert bare.profile.description == ""


def test_nothing_changes_while_the_persona_is_what_it_came_as() -> None:
    assert changes_since(MADE, WHO, {}) == {}
    assert not has_other_avatar(MADE, WHO)


def test_a_picture_that_was_removed_is_another_one() -> None:
    assert has_other_avatar(MADE, WHO._replace(avatar=None))
    assert has_other_avatar(MADE._replace(avatar_hash=None), WHO)
    assert not has_other_avatar(MADE._replace(avatar_hash=None), WHO._replace(avatar=None))


def test_only_parts_that_there_were_are_emptied() -> None:
    changes = changes_since(MADE, WHO._replace(description="New."), {"personality": "calm", "scenario": ""})
    assert changes == {"description": "New.", "personality": ""}
