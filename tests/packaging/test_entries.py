import shutil
import subprocess
import tomllib
from configparser import ConfigParser
from xml.etree import ElementTree as ET

import pytest
from support.packaging import FOLDER, ROOT

from personaui_desktop import __version__

DESKTOP = FOLDER / "linux" / "personaui-desktop.desktop"
METAINFO = FOLDER / "linux" / "org.personaui.PersonaUI.metainfo.xml"


def entry() -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(DESKTOP, encoding="utf-8")
    return dict(parser["Desktop Entry"])


def metainfo() -> ET.Element:
    return ET.parse(METAINFO).getroot()


def test_the_menu_starts_the_program_that_the_project_installs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert (
        list(project["project"]["scripts"]) == [entry()["Exec"]] == [metainfo().findtext("provides/binary")]
    )


def test_the_window_is_found_to_be_the_entrys() -> None:
    app = (ROOT / "personaui_desktop" / "app.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{DESKTOP.stem}")' in app
    assert metainfo().findtext("launchable") == DESKTOP.name


def test_it_offers_to_open_nothing_that_the_program_does_not_open() -> None:
    assert "MimeType" not in entry()


def test_what_a_store_shows_is_of_this_version() -> None:
    newest = metainfo().find("releases/release")
    assert newest is not None
    assert newest.get("version") == __version__


def test_what_a_store_looks_for_is_called_as_on_macos() -> None:
    identity = metainfo().findtext("id")
    assert METAINFO.name == f"{identity}.metainfo.xml"
    assert f'"{identity}"' in (FOLDER / "personaui-desktop.spec").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [["desktop-file-validate", str(DESKTOP)], ["appstreamcli", "validate", "--no-net", str(METAINFO)]],
)
def test_the_desktops_own_judges_find_nothing(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    judged = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert judged.returncode == 0, judged.stdout + judged.stderr


def test_what_is_built_is_not_kept_by_git() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"build/", "dist/"} <= set(ignored)


def test_the_build_and_the_trial_are_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("build", "try"):
        assert (FOLDER / name).stat().st_mode & 0o111
        assert f"resources/packaging/{name}" in readme


def test_packages_are_made_only_where_somebody_asks() -> None:
    recipe = (ROOT / ".github" / "workflows" / "package.yml").read_text(encoding="utf-8")
    assert "\non: workflow_dispatch\n" in recipe
