import socket
import subprocess
import sys
from pathlib import Path

import pytest

from personaui_desktop import __version__
from personaui_desktop.command_line import parse, why_no_screen


def test_options_are_read(tmp_path: Path) -> None:
    options = parse(["--data-dir", str(tmp_path), "--demo", "--screenshot", "picture.png"])
    assert (options.data_dir, options.demo, options.screenshot) == (tmp_path, True, Path("picture.png"))


def test_nothing_asked_for_is_the_usual_start() -> None:
    options = parse([])
    assert (options.data_dir, options.demo, options.screenshot) == (None, False, None)


@pytest.mark.parametrize(
    "environment",
    [{}, {"DISPLAY": ""}, {"DISPLAY": ":4242"}, {"DISPLAY": "nonsense"}, {"WAYLAND_DISPLAY": "wayland-4242"}],
)
def test_no_screen_is_one_clear_sentence(environment: dict[str, str]) -> None:
    reason = why_no_screen(environment, "linux")
    assert reason is not None
    assert "screen" in reason
    assert "\n" not in reason


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_a_screen(platform: str) -> None:
    assert why_no_screen({}, platform) is None


def test_a_chosen_platform_plugin_is_trusted() -> None:
    assert why_no_screen({"QT_QPA_PLATFORM": "offscreen"}, "linux") is None


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
def test_starting_without_a_screen_says_so_and_leaves_with_status_1(tmp_path: Path) -> None:
    finished = run_program("--data-dir", str(tmp_path))
    assert finished.returncode == 1
    assert finished.stderr.count("\n") == 1
    assert "screen" in finished.stderr
