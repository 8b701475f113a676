from pathlib import Path

import pytest
from support.made_cards import PICTURE, V2, json_of, png_of
from support.on_file import create_persona

from personaui_desktop.cards.reading import read_card
from personaui_desktop.database import get_all_persona_ids
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations.requests import carry_out, not_carried_out
from personaui_desktop.records.changes import How, Topic
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.requests import EXPORT, IMPORT, Report, Request


def exported(persona: str, path: Path) -> Report:
    return carry_out(Request(EXPORT, (str(path),), persona)).work()


def test_what_can_be_taken_in_is_and_each_other_file_has_its_reason(tmp_path: Path) -> None:
    for name, content in (("a.png", png_of(V2)), ("b.png", PICTURE)):
        (tmp_path / name).write_bytes(content)
    odd = {**V2, "data": {**V2["data"], "name": "Odd", "tags": "x"}}  # type: ignore[dict-item]
    (tmp_path / "d.json").write_bytes(json_of(odd))
    files = tuple(str(tmp_path / name) for name in ("a.png", "b.png", "gone.png", "d.json"))
    operation = carry_out(Request(IMPORT, files))
    report = operation.work()
    assert [(each["file"], each["name"]) for each in report.done] == [(files[0], "Wren"), (files[3], "Odd")]
    assert report.done[0]["repairs"] == []
    assert [(each["code"], each["field"]) for each in report.done[1]["repairs"]] == [
        ("text_for_list", "tags")
    ]
    assert [each["file"] for each in report.failed] == [files[1], files[2]]
    assert report.failed[0]["sentence"] == "This picture holds no character."
    assert report.failed[0]["remedy"]
    ids = [each["persona"] for each in report.done]
    assert sorted(ids) == sorted(get_all_persona_ids())
    changes = [(change.topic, change.persona_id, change.how) for change in operation.announces(report)]
    assert changes == [(Topic.PERSONAS, persona_id, How.ADDED) for persona_id in ids]
    assert Report.of_line(report.line()) == report


def test_a_persona_is_named_by_its_name_or_its_file(tmp_path: Path) -> None:
    persona_id = create_persona(Profile("Élodie")).work()
    names = ("élodie", "ÉLODIE", persona_id, f"persona_{persona_id}", f"persona_{persona_id}.db")
    for number, name in enumerate(names):
        path = tmp_path / f"{number}.png"
        operation = carry_out(Request(EXPORT, (str(path),), name))
        report = operation.work()
        assert report == Report([{"file": str(path), "persona": persona_id, "name": "Élodie"}], [])
        assert list(operation.announces(report)) == []
        assert read_card(path.read_bytes()).name == "Élodie"


def test_of_two_personas_of_one_name_the_files_are_told(tmp_path: Path) -> None:
    ids = [create_persona(Profile("Kai")).work() for _ in range(2)]
    (failure,) = exported("Kai", tmp_path / "a.png").failed
    assert failure["sentence"] == "Several personas are called Kai."
    assert all(f"persona_{each}.db" in failure["remedy"] for each in ids)
    assert not (tmp_path / "a.png").exists()
    assert exported(ids[1], tmp_path / "a.png").failed == []


def test_a_persona_called_as_another_ones_file_does_not_stand_in_its_way(tmp_path: Path) -> None:
    first = create_persona(Profile("Kai")).work()
    create_persona(Profile(first)).work()
    (done,) = exported(first, tmp_path / "a.png").done
    assert done["name"] == "Kai"


@pytest.mark.parametrize("wanted", ["nobody", "", "../main", "persona_"])
def test_nobody_is_told(wanted: str, tmp_path: Path, data_dir: Path) -> None:
    (data_dir / "persona_broken.db").write_bytes(b"This is no database." * 100)
    (failure,) = exported(wanted, tmp_path / "a.png").failed
    assert failure["sentence"] == f"No persona is called {wanted}."


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    create_persona(Profile("Kai")).work()
    (tmp_path / "a.png").write_text("mine")
    (failure,) = exported("Kai", tmp_path / "a.png").failed
    assert failure["file"] == str(tmp_path / "a.png")
    assert (tmp_path / "a.png").read_text() == "mine"


def test_what_could_not_even_begin_has_its_reason_too() -> None:
    (failure,) = not_carried_out(InvalidInput("No.", "Try again.")).failed
    assert failure == {"file": "", "sentence": "No.", "remedy": "Try again."}
