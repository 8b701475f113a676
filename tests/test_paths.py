import importlib
import json
import shutil
import subprocess
import sys
import tomllib
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


ROOT = Path(__file__).parents[1]


def found_by(root: Path) -> list[Path]:
    """The SQL and the resources that a package in this folder finds."""
    ask = "import json; from personaui_desktop import paths as p; "
    ask += "print(json.dumps([str(p.sql_dir()), str(p.resources_dir())]))"
    command = [sys.executable, "-c", ask]
    finished = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=60)
    return [Path(found) for found in json.loads(finished.stdout)]


def test_what_is_inside_the_package_comes_before_what_is_beside_it(tmp_path: Path) -> None:
    package = tmp_path / "personaui_desktop"
    package.mkdir()
    for name in ("__init__.py", "paths.py"):
        shutil.copy(ROOT / "personaui_desktop" / name, package)
    for name in ("sql", "resources"):
        (tmp_path / name).mkdir()
    assert found_by(tmp_path) == [tmp_path / "sql", tmp_path / "resources"]
    for name in ("sql", "resources"):
        (package / name).mkdir()
    assert found_by(tmp_path) == [package / "sql", package / "resources"]


def test_a_wheel_carries_the_sql_and_every_resource_inside_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    resources = {f"resources/{entry.name}" for entry in (ROOT / "resources").iterdir()}
    shipped = {"sql", *resources - {"resources/packaging", "resources/screenshots"}}
    assert carried == {name: f"personaui_desktop/{name}" for name in shipped}


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("macos.MacOS", "Library/Application Support/PersonaUI Desktop"),
        ("unix.Unix", ".local/share/PersonaUI Desktop"),
        ("windows.Windows", "AppData/Local/PersonaUI Desktop"),
    ],
)
def test_each_system_has_its_own_place_for_data(
    platform: str, place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module, _, name = platform.partition(".")
    system = importlib.import_module(f"platformdirs.{module}")
    for variable in (paths.DATA_DIR_VARIABLE, "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("platformdirs.PlatformDirs", getattr(system, name))
    if module == "windows":
        # What the system itself would answer.
        local = str(tmp_path / "AppData" / "Local")
        monkeypatch.setattr(system, "get_win_folder", {"CSIDL_LOCAL_APPDATA": local}.__getitem__)
    paths.choose_data_dir(None)
    assert paths.data_dir() == tmp_path / place
