"""The packaged program, where one has been built: its size, start and memory against the checkout's.

Needs Xvfb and xdotool, and what ``resources/packaging/build`` leaves in ``dist``; answers nothing without.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_start import PREPARE, ROOT
from figures import Figure
from support.packaging import packaging

RUNS = 5
BUNDLE = ROOT / "dist" / "personaui-desktop"
SIZE_AIM_MB = 120.0
LOOK_SECONDS = 0.005
PATIENCE_SECONDS = 60.0
SETTLED_SECONDS = 3.0
"""So long after the conversation all that is loaded in the background is there."""

screens = packaging("screen")


def run() -> list[Figure]:
    """Start both in turn on one screen; the medians."""
    if not BUNDLE.is_dir() or not all(map(shutil.which, ("Xvfb", "xdotool"))):
        return []
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "xcb"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    packaged = [str(BUNDLE / BUNDLE.name)]
    source = [sys.executable, "-m", "personaui_desktop"]
    with tempfile.TemporaryDirectory() as folder, screens.new_screen() as screen:
        subprocess.run([sys.executable, "-c", PREPARE, folder], env=environment, check=True)
        environment["DISPLAY"] = screen.display
        arguments = ["--demo", "--data-dir", folder]
        pairs = [
            (_start([*packaged, *arguments], environment), _start([*source, *arguments], environment))
            for _ in range(RUNS + 1)
        ][1:]
    times, sizes = (
        [statistics.median(pair[which][index] for pair in pairs) for which in range(2)] for index in range(2)
    )
    return [
        Figure("unpacked size, against its aim", _megabytes(BUNDLE), SIZE_AIM_MB, "MB", "<= 1.0"),
        Figure("start to the conversation, against the checkout", *times, "ms", "<= 1.2"),
        Figure("memory once settled, against the checkout", *sizes, "MiB", "<= 1.0"),
    ]


def _start(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Milliseconds until a window is called after its conversation, and MiB in use a while later."""
    begun = time.monotonic()
    program = subprocess.Popen(command, env=environment)
    try:
        while not _is_there(environment):
            if time.monotonic() - begun > PATIENCE_SECONDS:
                raise TimeoutError(f"{command[0]} has shown no conversation.")
            time.sleep(LOOK_SECONDS)
        shown = time.monotonic()
        time.sleep(SETTLED_SECONDS)
        return (shown - begun) * 1000, _memory(program.pid)
    finally:
        program.terminate()
        program.wait()


def _is_there(environment: dict[str, str]) -> bool:
    search = ["xdotool", "search", "--onlyvisible", "--name", ".+ PersonaUI Desktop"]
    return subprocess.run(search, env=environment, capture_output=True, check=False).returncode == 0


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def _megabytes(folder: Path) -> float:
    return sum(path.lstat().st_size for path in folder.rglob("*")) / 1e6
