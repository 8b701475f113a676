import pytest
from support.made_cards import V1, V2, V3

from personaui_desktop.cards.card import Spec
from personaui_desktop.cards.shapes import in_version, shape_of
from personaui_desktop.errors import NotACard


def test_a_card_in_its_own_version_stays_as_it_is() -> None:
    assert in_version(V2, Spec.V2) == V2
    assert in_version(V3, Spec.V3) == V3


def test_what_becomes_the_third_version_has_what_that_asks_for() -> None:
    third = in_version(V2, Spec.V3)
    assert (third["spec"], third["spec_version"]) == ("chara_card_v3", "3.0")
    assert third["data"] == {**V2["data"], "group_only_greetings": []}  # type: ignore[dict-item]
    assert "group_only_greetings" not in V2["data"]  # type: ignore[operator]
    assert shape_of(third).spec is Spec.V3


def test_there_and_back_loses_nothing() -> None:
    assert in_version(in_version(V3, Spec.V2), Spec.V3) == V3


def test_old_names_become_new_ones() -> None:
    old = {"char_name": "Wren", "char_greeting": "Oh.", "metadata": {"version": 1}}
    second = in_version(old, Spec.V2)
    assert (second["data"]["name"], second["data"]["first_mes"]) == ("Wren", "Oh.")
    assert second["metadata"] == {"version": 1}
    assert "char_name" not in second


def test_data_without_any_field_leaves_a_flat_card_what_it_is() -> None:
    for odd in (None, {}, [], {"x": 1}):
        assert shape_of({**V1, "data": odd}).spec is Spec.V1


@pytest.mark.parametrize("version", [None, "soon", [], "nan"])
def test_a_version_that_is_none_counts_by_its_name(version: object) -> None:
    assert shape_of({**V2, "spec_version": version}).spec is Spec.V2
    assert shape_of({**V3, "spec_version": version}).spec is Spec.V3


def test_a_lorebook_is_none() -> None:
    with pytest.raises(NotACard, match="lorebook"):
        shape_of({"entries": {}})
