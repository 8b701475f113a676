from personaui_desktop.widgets.common.place import Place


def heard(place: Place) -> list[object]:
    told: list[object] = []
    place.persona_changed.connect(lambda persona_id: told.append(("persona", persona_id)))
    place.session_changed.connect(lambda session_id: told.append(("session", session_id)))
    return told


def test_another_persona_has_no_session_yet(qapp):
    place = Place("mia")
    place.show_session(3)
    told = heard(place)
    place.show_persona("kant")
    assert told == [("persona", "kant"), ("session", None)]
    assert (place.persona_id, place.session_id) == ("kant", None)


def test_the_same_place_is_told_once(qapp):
    place = Place("mia")
    told = heard(place)
    place.show_persona("mia")
    place.show_session(1)
    place.show_session(1)
    assert told == [("session", 1)]


def test_a_listener_may_choose_a_session_at_once(qapp):
    place = Place("mia")
    place.show_session(3)
    told = heard(place)
    place.persona_changed.connect(lambda _: place.show_session(7))
    place.show_persona("kant")
    assert told == [("persona", "kant"), ("session", 7)]
