import socket
import subprocess
import sys
from pathlib import Path

import pytest

from personaui_desktop import __version__
from personaui_desktop.command_line import X11_LIBRARIES, missing_packages, parse, why_no_screen
from personaui_desktop.records.requests import EXPORT, IMPORT, SHOW, Request


def test_options_are_read(tmp_path: Path) -> None:
    options = parse(["--data-dir", str(tmp_path), "--demo", "--screenshot", "picture.png"])
    assert (options.data_dir, options.demo, options.screenshot) == (tmp_path, True, Path("picture.png"))


def test_nothing_asked_for_is_the_usual_start() -> None:
    options = parse([])
    assert (options.data_dir, options.demo, options.screenshot) == (None, False, None)


def test_files_are_to_be_shown_and_verbs_need_no_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = parse(["a.png", "--demo", "b.json"])
    assert shown.request == Request(SHOW, (str(tmp_path / "a.png"), str(tmp_path / "b.json")))
    assert (shown.demo, shown.needs_window) == (True, True)
    taken = parse(["--data-dir", "x", "import", "a.png", "--json", "/b.png"])
    assert taken.request == Request(IMPORT, (str(tmp_path / "a.png"), "/b.png"))
    assert (taken.as_json, taken.needs_window, taken.data_dir) == (True, False, Path("x"))
    written = parse(["export", "Old Tom", "~/tom.png"])
    assert written.request == Request(EXPORT, (str(Path("~/tom.png").expanduser()),), "Old Tom")
    assert not written.needs_window
    assert parse(["--demo"]).needs_window


@pytest.mark.parametrize(
    "environment",
    [{}, {"DISPLAY": ""}, {"DISPLAY": ":4242"}, {"DISPLAY": "nonsense"}, {"WAYLAND_DISPLAY": "wayland-4242"}],
)
def test_no_screen_is_one_clear_sentence(environment: dict[str, str]) -> None:
    reason = why_no_screen(environment, "linux")
    assert reason is not None
    assert "screen" in str(reason)
    assert "\n" not in str(reason)


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_a_screen(platform: str) -> None:
    assert why_no_screen({}, platform) is None


@pytest.mark.parametrize("chosen", ["offscreen", "minimal", "vnc:size=800x600", "xcb;offscreen"])
def test_a_chosen_plugin_that_needs_no_screen_is_trusted(chosen: str) -> None:
    assert why_no_screen({"QT_QPA_PLATFORM": chosen}, "linux") is None


@pytest.mark.parametrize("chosen", ["xcb", "xcb:x=1", "wayland", "wayland-egl", "wayland;xcb", ";"])
def test_a_chosen_plugin_that_needs_a_screen_does_not_stand_in_for_one(chosen: str) -> None:
    assert "screen" in str(why_no_screen({"QT_QPA_PLATFORM": chosen}, "linux"))


def test_wayland_is_no_screen_for_x11(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        answers = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-7"}
        assert why_no_screen({**answers, "QT_QPA_PLATFORM": "wayland"}, "linux") is None
        assert why_no_screen({**answers, "QT_QPA_PLATFORM": "xcb"}, "linux")


def test_wayland_that_is_asked_for_is_found_at_its_usual_place(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-0"))
        compositor.listen()
        place = {"XDG_RUNTIME_DIR": str(tmp_path)}
        assert why_no_screen({**place, "QT_QPA_PLATFORM": "wayland"}, "linux") is None
        assert why_no_screen(place, "linux")


def test_missing_libraries_are_named_by_their_packages() -> None:
    libraries = {"libnowhere.so.4": "libnowhere4", "libc.so.6": "libc6", "libnone.so.1": "libnone1"}
    assert missing_packages(libraries) == ["libnowhere4", "libnone1"]


def test_the_readme_names_the_package_of_every_library() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    command = next(line for line in readme.splitlines() if line.startswith("sudo apt-get install"))
    assert set(X11_LIBRARIES.values()) <= set(command.split())


def test_a_wayland_socket_that_answers_is_a_screen(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        compositor.listen()
        assert (
            why_no_screen({"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-7"}, "linux") is None
        )


def run_program(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "personaui_desktop", *arguments],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": "", **environment},
        timeout=60,
        check=False,
    )


def test_version_and_help_need_no_screen() -> None:
    assert run_program("--version").stdout.strip() == f"PersonaUI Desktop {__version__}"
    assert "--data-dir" in run_program("--help").stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can lack a screen")
@pytest.mark.parametrize("chosen", ["", "xcb", "wayland"])
def test_starting_without_a_screen_says_so_and_leaves_with_status_1(tmp_path: Path, chosen: str) -> None:
    finished = run_program("--data-dir", str(tmp_path), QT_QPA_PLATFORM=chosen)
    assert finished.returncode == 1
    assert finished.stderr.count("\n") == 1
    assert "screen" in finished.stderr
