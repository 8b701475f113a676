import json
from pathlib import Path

import pytest

from personaui_desktop.errors import InvalidInput
from personaui_desktop.personas.people_file import (
    FILE_NAME,
    people_in,
    read_people,
    validate_person,
    write_people,
)
from personaui_desktop.records.people import People, Person

SAM = Person("1", "Sam 🌙", "A gardener.", b"\x89PNG")
KIM = Person("2", "Kim")


def test_profiles_are_kept_and_read_again_when_they_are_others(tmp_path: Path) -> None:
    assert read_people(tmp_path) == People()
    write_people(People((SAM, KIM), "2"), tmp_path)
    assert read_people(tmp_path) == People((SAM, KIM), "2")
    write_people(People((KIM,), "2"), tmp_path)
    assert read_people(tmp_path) == People((KIM,), "2")
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(OSError, match=r"egular|irectory"):
        read_people(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "[", "7", "{}", "[" * 100_000, '{"people": 7}', '{"people": [7, {}, {"id": 1}]}']
)
def test_a_file_that_makes_no_sense_holds_nobody(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    assert read_people(tmp_path) == People()


def test_what_is_no_profile_is_passed_over() -> None:
    good = {"id": "1", "name": "Sam"}
    odd = [{"id": "", "name": "x"}, {"id": "2", "name": " "}, {"id": "3", "name": "x", "avatar": "?"}, good]
    found = people_in(json.loads(json.dumps({"people": odd, "usual": "9"})))
    assert found == People((Person("1", "Sam"),), "1")


def test_who_is_usual_talks_where_nobody_else_is_found() -> None:
    people = People((SAM, KIM), "2")
    assert [people.find(each) for each in ("1", "gone", None)] == [SAM, KIM, KIM]
    assert People().find("1") is None


def test_a_profile_needs_a_name() -> None:
    assert validate_person(Person("1", " Sam ", " x ")) == Person("1", "Sam", "x")
    with pytest.raises(InvalidInput):
        validate_person(Person("1", " "))
