import json

from personaui_desktop.personas.options import (
    OPTION_FIELDS,
    OWN,
    PersonaOption,
    all_options,
    as_json,
    new_options,
    options_in,
    own_options,
    shipped_options,
)
from personaui_desktop.records.personas import Profile

KAI = Profile(
    "Kai", traits="Brave: Goes first.\n\nBrave: Goes first.\nodd", knowledge="Cooking and food\nKnots"
)


def test_as_much_is_shipped_as_is_said() -> None:
    found = shipped_options()
    assert set(found) == set(OPTION_FIELDS)
    assert (len(found["kind"]), len(found["knowledge"])) == (6, 14)
    assert (len(found["expression"]), len(found["situations"])) == (3, 6)
    groups = [option.group for option in found["traits"]]
    assert len(set(groups)) == 12
    assert all(groups.count(group) == 3 for group in groups)
    lines = [option.line for options in found.values() for option in options]
    assert len(set(lines)) == len(lines)
    assert found["traits"][0].line == f"{groups[0]}: {found['traits'][0].words}"


def test_what_was_written_can_be_picked_from_then_on(tmp_path) -> None:
    new = new_options(KAI, all_options(tmp_path))
    assert new == {
        "traits": [PersonaOption("Brave: Goes first.", "Brave"), PersonaOption("odd")],
        "knowledge": [PersonaOption("Knots")],
    }
    (tmp_path / OWN).write_text(
        as_json({**options_in({}), **{name: tuple(lines) for name, lines in new.items()}})
    )
    found = all_options(tmp_path)
    assert found["knowledge"][-1] == PersonaOption("Knots")
    assert PersonaOption("Brave: Goes first.", "Brave") in found["traits"]
    assert new_options(KAI, found) == {}


def test_a_file_that_holds_something_else_is_passed_over(tmp_path) -> None:
    for content in ("", "[", "[" * 100_000, "7", '{"kind": 7, "traits": {"A": [1, "b"]}, "more": []}'):
        (tmp_path / OWN).write_text(content)
        assert own_options(tmp_path)["kind"] == ()
    assert own_options(tmp_path)["traits"] == (PersonaOption("A: b", "A"),)


def test_a_line_without_a_group_among_traits_comes_back(tmp_path) -> None:
    lines = (PersonaOption("odd"), PersonaOption("A: b", "A"))
    assert options_in(json.loads(as_json({**options_in({}), "traits": lines})))["traits"] == lines
