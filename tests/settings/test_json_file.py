import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.odd_names import ODD, impatience

from personaui_desktop.errors import SettingsFileError
from personaui_desktop.settings import file, window_state
from personaui_desktop.settings.json_file import LARGEST, read_object, write_object
from personaui_desktop.settings.table import Settings
from personaui_desktop.settings.window_state import WindowState


@pytest.fixture(autouse=True)
def _impatience() -> Iterator[None]:
    with impatience():
        yield


needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices with names")


@needs_posix
@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_file_is_not_read(tmp_path: Path, odd: str) -> None:
    ODD[odd](tmp_path / "some.json")
    with pytest.raises(OSError, match="some"):
        read_object(tmp_path / "some.json")


@needs_posix
@pytest.mark.parametrize("odd", ODD)
def test_settings_in_whose_place_something_else_is_have_their_defaults(tmp_path: Path, odd: str) -> None:
    ODD[odd](tmp_path / file.FILE_NAME)
    ODD[odd](tmp_path / window_state.FILE_NAME)
    settings, problem = file.read_settings(tmp_path)
    assert settings == Settings()
    assert "could not be read" in str(problem)
    assert window_state.read_window_states(tmp_path) == (WindowState(),)


@needs_posix
@pytest.mark.parametrize("odd", [name for name in ODD if name != "folder"])
def test_a_file_is_written_whatever_a_crash_or_anybody_left_beside_it(tmp_path: Path, odd: str) -> None:
    ODD[odd](tmp_path / "some.json.new")
    write_object(tmp_path / "some.json", {"one": 1})
    assert not (tmp_path / "some.json").is_symlink()
    assert read_object(tmp_path / "some.json") == {"one": 1}


def test_a_folder_in_the_way_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / (file.FILE_NAME + ".new")).mkdir()
    with pytest.raises(SettingsFileError, match="could not be saved"):
        file.save_settings(Settings(), tmp_path)


def test_an_endless_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    with path.open("wb") as huge:
        huge.truncate(2**40)
    assert read_object(path) is None
    path.write_text('{"one": "' + "x" * LARGEST + '"}')
    assert read_object(path) is None
