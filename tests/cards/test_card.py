from personaui_desktop.cards.card import Card, Mended, Spec


def test_codes_are_for_programs_and_never_change_with_the_words() -> None:
    assert Mended.TEXT_FOR_LIST.code == "text_for_list"
    assert len({kind.code for kind in Mended}) == len(Mended)


def test_who_has_a_nickname_is_called_by_it() -> None:
    card = Card(Spec.V3, {}, "Wren")
    assert (card.called, card._replace(nickname="Birdie").called) == ("Wren", "Birdie")
