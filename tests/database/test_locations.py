import os
from pathlib import Path

import pytest

from personaui_desktop import database
from personaui_desktop.errors import FileNotWritable, InvalidInput


def test_paths(data_dir: Path) -> None:
    assert database.get_db_path() == data_dir / "main.db"
    assert database.get_db_path("11aa22bb") == data_dir / "persona_11aa22bb.db"


@pytest.mark.parametrize("bad", ["..", "../x", "a/b", "a\\b", "", "a b", None])
def test_an_id_that_would_leave_the_folder_is_refused(bad: str, data_dir: Path) -> None:
    for call in (database.get_db_path, database.create_persona_db, database.delete_persona_db):
        with pytest.raises(InvalidInput):
            call(bad)
    assert list(data_dir.iterdir()) == []


def test_ids_are_those_with_a_file_the_default_one_first(data_dir: Path) -> None:
    assert database.get_all_persona_ids() == []
    for name in ("persona_b.db", "main.db", "persona_a.db"):
        (data_dir / name).touch()
    for name in (
        "persona_default.db",
        "persona_.db",
        "persona_a b.db",
        "other.db",
        "persona_c.db-wal",
        "main.db-shm",
    ):
        (data_dir / name).touch()
    (data_dir / "persona_folder.db").mkdir()
    assert database.get_all_persona_ids() == ["default", "a", "b"]


def test_a_folder_that_cannot_be_read_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(FileNotWritable, match=r"data cannot be read: access is not allowed\.$"):
        database.get_all_persona_ids()


def test_a_folder_that_is_not_there_has_no_personas(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PERSONAUI_DATA_DIR", str(tmp_path / "not" / "yet"))
    assert database.get_all_persona_ids() == []
    assert database.find_session_persona(1) is None
    database.save_message("hello", True)
    assert database.get_all_persona_ids() == ["default"]
