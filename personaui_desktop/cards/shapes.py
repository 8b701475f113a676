"""The forms of a card: V1 is flat, V2 and V3 have their fields below ``data``, old ones have other names."""

from typing import Any, NamedTuple

from personaui_desktop.cards.card import Json, Mended, Repair, Spec
from personaui_desktop.cards.refusals import not_a_card

FIRST_FIELDS = ("name", "description", "personality", "scenario", "first_mes", "mes_example")
"""What a card of the first version has."""
_OLD_NAMES = {
    "char_name": "name",
    "char_persona": "description",
    "world_scenario": "scenario",
    "char_greeting": "first_mes",
    "example_dialogue": "mes_example",
}
"""Pygmalion's names."""
_SPECS = {Spec.V2: ("chara_card_v2", "2.0"), Spec.V3: ("chara_card_v3", "3.0")}


class Shape(NamedTuple):
    """A card's fields in one object, in which version they came, and what was odd about that."""

    spec: Spec
    data: Json
    repairs: list[Repair]


def shape_of(source: Json) -> Shape:
    """Where a card's fields lie.

    Raises:
        NotACard: it is a lorebook, or has none of the fields.
    """
    if source.get("spec") == "lorebook_v3" or ("entries" in source and "data" not in source):
        raise not_a_card("lorebook")
    data, repairs = source.get("data"), list[Repair]()
    if isinstance(data, dict) and _has_any(data):
        spec = _spec_of(source, repairs)
        return Shape(spec, _with_book_above(source, data, repairs), repairs)
    if any(old in source for old in _OLD_NAMES):
        return Shape(Spec.V1, _renamed(source), [Repair(Mended.OLD_FORM)])
    if not _has_any(source):
        raise not_a_card()
    return Shape(Spec.V1, source, repairs)


def in_version(source: Json, spec: Spec) -> Json:
    """The same card in version 2 or 3; whatever is not of a version stays where it was.

    ``data`` is the card's own and may be changed; all below it is shared.
    """
    shape = shape_of(source)
    name, number = _SPECS[spec]
    if shape.spec is Spec.V1:
        taken = {*FIRST_FIELDS, *_OLD_NAMES, "data"}
        data: Json = {field: shape.data.get(field, "") for field in FIRST_FIELDS}
        return {"spec": name, "spec_version": number, "data": _completed(data, spec)} | {
            key: value for key, value in source.items() if key not in taken
        }
    data = dict(source["data"])
    if shape.spec is spec:
        return source | {"data": data}
    return source | {"spec": name, "spec_version": number, "data": _completed(data, spec)}


def _completed(data: Json, spec: Spec) -> Json:
    """With what the third version cannot be without."""
    if spec is Spec.V3 and "group_only_greetings" not in data:
        data["group_only_greetings"] = []
    return data


def _has_any(data: Json) -> bool:
    return any(field in data for field in FIRST_FIELDS)


def _spec_of(source: Json, repairs: list[Repair]) -> Spec:
    """By what the card says of itself, whatever it was kept in."""
    version = _version(source.get("spec_version"))
    if version > 3:
        repairs.append(Repair(Mended.NEWER_SPEC))
    is_third = source.get("spec") == "chara_card_v3" or version >= 3
    return Spec.V3 if is_third else Spec.V2


def _version(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def _with_book_above(source: Json, data: Json, repairs: list[Repair]) -> Json:
    """With a lorebook that stands beside ``data`` instead of within."""
    if data.get("character_book") or not source.get("character_book"):
        return data
    repairs.append(Repair(Mended.BOOK_ELSEWHERE))
    return data | {"character_book": source["character_book"]}


def _renamed(source: Json) -> Json:
    return {new: source.get(old, "") for old, new in _OLD_NAMES.items()}
