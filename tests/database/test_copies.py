import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.files import rows_of
from support.on_file import read, store_profile

from personaui_desktop.database import create_session, get_db_path, save_message
from personaui_desktop.database.copies import bring_file, copy_elsewhere, copy_to_id
from personaui_desktop.database.file import opened
from personaui_desktop.database.personas import read_profile
from personaui_desktop.errors import DamagedFile, PersonaFileError
from personaui_desktop.records.personas import Profile


@pytest.fixture(autouse=True)
def _persona() -> None:
    store_profile(Profile("Mia"), "mia")
    save_message("Hello", is_user=True, session_id=create_session("One", "mia"), persona_id="mia")


def messages_in(path: Path) -> list[str]:
    return [row["message"] for row in rows_of(path, "chat_messages")]


def test_a_copy_is_another_persona_with_all_that_is_in_it(data_dir: Path) -> None:
    with opened("mia") as file:
        copy_to_id(file, "two")
    assert messages_in(get_db_path("two")) == ["Hello"]
    assert read(read_profile, on="two") == Profile("Mia")
    with opened("two"):
        kept = {row["key"]: row["value"] for row in rows_of(get_db_path("two"), "db_info")}
        assert kept["persona_id"] == "two"
    assert not [file for file in data_dir.iterdir() if file.name.endswith(".new")]


def test_a_copy_elsewhere_is_one_private_file_and_takes_the_place_of_what_is_there(tmp_path: Path) -> None:
    target = tmp_path / "mia.db"
    target.write_text("old")
    with opened("mia") as file:
        copy_elsewhere(file, target)
    assert messages_in(target) == ["Hello"]
    assert {each.name for each in tmp_path.iterdir()} - {"data"} == {"mia.db"}
    assert target.stat().st_mode & 0o077 == 0
    with opened("mia") as file, pytest.raises(OSError, match="No such file"):
        copy_elsewhere(file, tmp_path / "no folder" / "mia.db")


def test_a_file_from_elsewhere_has_its_own_id_unless_that_is_taken(tmp_path: Path) -> None:
    elsewhere = tmp_path / "mia.db"
    with opened("mia") as file:
        copy_elsewhere(file, elsewhere)
    before = elsewhere.read_bytes()
    assert bring_file(elsewhere, "free") == "free"
    get_db_path("mia").unlink()
    assert bring_file(elsewhere, "more") == "mia"
    assert messages_in(get_db_path("mia")) == messages_in(get_db_path("free")) == ["Hello"]
    assert elsewhere.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} - {"data"} == {"mia.db"}


def test_the_default_personas_file_becomes_another_persona(tmp_path: Path) -> None:
    store_profile(Profile("Usual"))
    elsewhere = tmp_path / "main.db"
    with opened("default") as file:
        copy_elsewhere(file, elsewhere)
    assert bring_file(elsewhere, "free") == "free"


def test_what_is_no_sound_file_of_a_persona_is_refused_and_left_alone(tmp_path: Path, data_dir: Path) -> None:
    before = {each.name for each in data_dir.iterdir()}
    words, other = tmp_path / "words.db", tmp_path / "other.db"
    words.write_text("no database" * 100)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.commit()
    for path in (words, other, tmp_path / "gone.db", tmp_path):
        with pytest.raises((DamagedFile, PersonaFileError)):
            bring_file(path, "free")
    assert {each.name for each in data_dir.iterdir()} == before
