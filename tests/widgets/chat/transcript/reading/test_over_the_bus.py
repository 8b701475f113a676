"""What a screen reader is told of a conversation, read over the accessibility bus as it reads it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jeepney", reason="reads the bus by it; it comes with the keyring on Linux")

PROGRAMS = ("Xvfb", "dbus-run-session")
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
TESTS = Path(__file__).parents[4]

pytestmark = pytest.mark.skipif(
    not LAUNCHER.exists() or not all(map(shutil.which, PROGRAMS)),
    reason="needs Xvfb, D-Bus and at-spi2-core: Qt tells the bus nothing without a screen",
)


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """A screen that nobody sees."""
    numbers, told = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(told), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=(told,),
        stderr=subprocess.DEVNULL,
    )
    os.close(told)
    with os.fdopen(numbers) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="module")
def read(screen: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was read over the bus."""
    environment = os.environ | {
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": os.pathsep.join(map(str, (TESTS, TESTS.parent))),
        "XDG_RUNTIME_DIR": str(tmp_path_factory.mktemp("runtime")),
    }
    command = ["dbus-run-session", "--", sys.executable, str(TESTS / "support" / "over_the_bus.py")]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])  # the registry writes there too
    return found


def test_items_say_who_when_and_what(read: dict[str, Any]) -> None:
    assert [role for role, _name in read["items"]] == ["list item"] * 3
    remembered, said, writing = (name for _role, name in read["items"])
    assert remembered.startswith("Mia, Friday, 20 November 2026, ")
    assert remembered.endswith(", remembered: Hi")
    assert said.startswith("You, Friday, 20 November 2026, ")
    assert said.endswith(": Yes")
    assert writing.endswith(": is writing")


def test_a_finished_reply_is_announced_once(read: dict[str, Any]) -> None:
    assert read["announced"] == ["Mia: All of it."]


def test_the_focus_is_told(read: dict[str, Any]) -> None:
    told = [name for name in read["focus"] if name != "Conversation"]  # the list itself, when it gets it
    assert [name.split(":")[-1] for name in told[-2:]] == [" All of it.", " Yes"]
