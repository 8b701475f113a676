from pathlib import Path

import pytest

from personaui_desktop import paths


def test_the_chosen_folder_wins_over_the_environment(tmp_path: Path, data_dir: Path) -> None:
    assert paths.data_dir() == data_dir
    paths.choose_data_dir(tmp_path / "chosen")
    try:
        assert paths.data_dir() == tmp_path / "chosen"
    finally:
        paths.choose_data_dir(None)
    assert paths.data_dir() == data_dir


def test_without_either_it_is_the_platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(paths.DATA_DIR_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert "PersonaUI Desktop" in str(paths.data_dir())


def test_sql_and_resources_are_found() -> None:
    assert (paths.sql_dir() / "chat.sql").is_file()
    assert (paths.resources_dir() / "prompts").is_dir()
