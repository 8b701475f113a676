"""The command line: its options, and whether there is a screen to start on. Knows nothing of Qt.

What it says is in English, for a language is loaded with Qt.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from personaui_desktop import __version__
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.requests import EXPORT, IMPORT, SHOW, Request

X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads to open a window on X11 and a bare machine lacks, with the Debian packages that have it."""
SECONDS_TO_CONNECT = 2.0


class Options(NamedTuple):
    """What was asked for on the command line.

    ``request`` is what to do without a window, or cards to show in it; ``as_json`` how to tell of it.
    """

    data_dir: Path | None = None
    demo: bool = False
    screenshot: Path | None = None
    request: Request | None = None
    as_json: bool = False

    @property
    def needs_window(self) -> bool:
        """Whether a window is to be opened."""
        return self.request is None or self.request.verb == SHOW


def parse(arguments: Sequence[str]) -> Options:
    """Read the arguments; ``--help``, ``--version`` and mistakes end the program as usual."""
    if not arguments:
        return Options()
    # A start from a menu has no arguments and need not pay for the parser.
    import argparse

    parser = argparse.ArgumentParser(
        prog="personaui-desktop",
        description=str(
            Phrase("Start", "Create AI personas and talk with them. Everything is stored on this computer.")
        ),
    )
    parser.add_argument(
        "words",
        nargs="*",
        metavar="FILE",
        help=str(
            Phrase(
                "Start",
                "character cards to bring. With import before them they are taken in without a window; "
                "export PERSONA FILE writes a persona to a file that ends in .png, .json or .charx",
            )
        ),
    )
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help=str(
            Phrase("Start", "folder for all data (default: PERSONAUI_DATA_DIR, or the system's data folder)")
        ),
    )
    parser.add_argument(
        "--demo", action="store_true", help=str(Phrase("Start", "demo mode: canned replies, no AI"))
    )
    parser.add_argument(
        "--screenshot",
        type=Path,
        metavar="FILE",
        help=str(Phrase("Start", "open the window, save a picture of it as PNG, and quit")),
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=str(Phrase("Start", "have import and export tell programs what became of it")),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=str(Phrase("Start", "PersonaUI Desktop {version}").filled(version=__version__)),
    )
    found = parser.parse_intermixed_args(arguments)
    request = _request(found.words, parser.error)
    return Options(found.data_dir, found.demo, found.screenshot, request, found.json)


def _request(words: list[str], refuse: Callable[[str], NoReturn]) -> Request | None:
    """What the words beside the options ask for."""
    if not words:
        return None
    verb, *rest = words
    if verb == EXPORT:
        if len(rest) != 2:
            refuse(str(Phrase("Start", "export needs the name of a persona and a file")))
        persona, file = rest
        return Request(EXPORT, (_absolute(file),), persona)
    if verb == IMPORT:
        if not rest:
            refuse(str(Phrase("Start", "import needs a file")))
        return Request(IMPORT, tuple(map(_absolute, rest)))
    return Request(SHOW, tuple(map(_absolute, words)))


def _absolute(file: str) -> str:
    # A program that runs already has another folder.
    return str(Path(file).expanduser().absolute())


def why_no_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Phrase | None:
    """A sentence that says why no window can open, or ``None`` where one can.

    Qt ends the whole process when it finds no screen, so this looks first. Only Linux can lack one.
    ``QT_QPA_PLATFORM`` may name others than Wayland and X11, such as ``offscreen``; those need none.
    """
    if not platform.startswith("linux"):
        return None
    plugins = _plugins(environment.get("QT_QPA_PLATFORM", "")) or ["wayland", "xcb"]
    if any(not _needs_screen(plugin) for plugin in plugins):
        return None
    if any(plugin.startswith("wayland") for plugin in plugins) and _wayland_answers(environment):
        return None
    if "xcb" in plugins:
        return _why_no_x11(environment)
    return Phrase("Start", "QT_QPA_PLATFORM asks for Wayland, but there is no screen at WAYLAND_DISPLAY.")


def missing_packages(libraries: Mapping[str, str]) -> list[str]:
    """The packages of those libraries that the system does not have."""
    return [package for library, package in libraries.items() if not _loads(library)]


def _plugins(chosen: str) -> list[str]:
    """The names in a list such as ``wayland;xcb:option``."""
    return [name for part in chosen.split(";") if (name := part.partition(":")[0].strip())]


def _needs_screen(plugin: str) -> bool:
    return plugin == "xcb" or plugin.startswith("wayland")


def _why_no_x11(environment: Mapping[str, str]) -> Phrase | None:
    display = environment.get("DISPLAY", "")
    if not display:
        return Phrase(
            "Start",
            "There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY leads to one. "
            "Start the program from a desktop.",
        )
    if not _x11_answers(display):
        return Phrase(
            "Start", "The screen {display} does not answer. Start the program from a desktop."
        ).filled(display=display)
    missing = " ".join(missing_packages(X11_LIBRARIES))
    if not missing:
        return None
    return Phrase(
        "Start",
        "Libraries that the window needs are missing. On Debian and Ubuntu: sudo apt-get install {missing}",
    ).filled(missing=missing)


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    # Asked for by name, Wayland is looked for at its usual place too.
    usual = "wayland-0" if environment.get("QT_QPA_PLATFORM") else ""
    name = environment.get("WAYLAND_DISPLAY") or usual
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


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
