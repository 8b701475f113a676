"""The command line: its options, and whether there is a screen to start on. Knows nothing of Qt."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from personaui_desktop import __version__

X11_LIBRARY = "libxcb-cursor.so.0"
SECONDS_TO_CONNECT = 2.0


class Options(NamedTuple):
    """What was asked for on the command line."""

    data_dir: Path | None = None
    demo: bool = False
    screenshot: Path | None = None


def parse(arguments: Sequence[str]) -> Options:
    """Read the arguments; ``--help``, ``--version`` and mistakes end the program as usual."""
    if not arguments:
        return Options()
    # A start from a menu has no arguments and need not pay for the parser.
    import argparse

    parser = argparse.ArgumentParser(
        prog="personaui-desktop",
        description="Create AI personas and talk with them. Everything stays on this computer.",
    )
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help="keep everything in this folder (else PERSONAUI_DATA_DIR, else the system's place for it)",
    )
    parser.add_argument("--demo", action="store_true", help="talk with the demo companion, which is no AI")
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="FILE",
        help="open the window, save a picture of it as PNG, and leave",
    )
    parser.add_argument("--version", action="version", version=f"PersonaUI Desktop {__version__}")
    return Options(**vars(parser.parse_args(arguments)))


def why_no_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str | None:
    """A sentence that says why no window can open, or ``None`` where one can.

    Qt ends the whole process when it finds no screen, so this looks first. Only Linux can lack one.
    """
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return None
    if _wayland_answers(environment):
        return None
    display = environment.get("DISPLAY", "")
    if not display:
        return (
            "There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY leads to one. "
            "Start the program from a desktop session."
        )
    if not _x11_answers(display):
        return f"The screen {display} does not answer. Start the program from a desktop session."
    return _missing_library()


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    return bool(name) and _connects(str(Path(environment.get("XDG_RUNTIME_DIR", "")) / name))


def _x11_answers(display: str) -> bool:
    import socket

    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if not number.isdigit():
        return False
    if host in {"", "unix"}:
        unix = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where every X server listens
        return _connects(unix) or _connects(f"\0{unix}")
    try:
        socket.create_connection((host, 6000 + int(number)), SECONDS_TO_CONNECT).close()
    except (OSError, OverflowError):
        return False
    return True


def _connects(address: str) -> bool:
    import socket

    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(SECONDS_TO_CONNECT)
        try:
            connection.connect(address)
        except OSError:
            return False
    return True


def _missing_library() -> str | None:
    import ctypes

    try:
        ctypes.CDLL(X11_LIBRARY)
    except OSError:
        return (
            f"The system's library {X11_LIBRARY} is missing, without which no window opens. "
            "On Debian and Ubuntu: sudo apt-get install libxcb-cursor0"
        )
    return None
