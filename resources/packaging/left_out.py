"""What the bundle leaves out of all that PyInstaller would take along, with the reason for each kind."""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath

MODULES = ("tkinter", "unittest", "pydoc_data", "lib2to3", "ensurepip", "readline", "curses")
"""Python's own modules that some library names, and that only a developer uses."""

PLUGINS: Mapping[str, frozenset[str]] = {
    "platforms": frozenset({"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"}),
    "platforminputcontexts": frozenset(
        {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"}
    ),
    # GTK's would load the desktop's GTK beside our libraries. The portal has its dialogs and colours as well.
    "platformthemes": frozenset({"qxdgdesktopportal"}),
    "styles": frozenset({"qmodernwindowsstyle", "qmacstyle"}),
    # PNG and BMP are within Qt. The others are what a persona's picture may be, and a desktop's icons.
    "imageformats": frozenset({"qgif", "qjpeg", "qwebp", "qsvg"}),
    "iconengines": frozenset({"qsvgicon"}),
    "wayland-decoration-client": frozenset({"adwaita", "bradient"}),
    "wayland-shell-integration": frozenset({"xdg-shell"}),
}
"""The plugins of Qt that come along, by folder; of other folders none do."""

QT_LIBRARIES = frozenset({"Core", "DBus", "Gui", "Network", "Svg", "WaylandClient", "Widgets", "XcbQpa"})
"""Qt's libraries on Linux that the program and these plugins need."""

OF_THE_SYSTEM = frozenset(
    # Drivers for the screen need at least the ones that they were made with.
    {"libstdc++", "libgcc_s", "libwayland-client", "libwayland-cursor", "libwayland-egl"}
    # One desktop, one set of fonts, one connection to the screen, one bus.
    | {"libfontconfig", "libfreetype", "libX11", "libX11-xcb", "libdbus-1"}
    | {"libglib-2.0", "libgthread-2.0", "libgobject-2.0", "libgio-2.0", "libgmodule-2.0", "libz"}
    # What only those need.
    | {"libpng16", "libexpat", "libXau", "libXdmcp", "libbsd", "libmd", "libpcre2-8"}
    | {"libmount", "libblkid", "libselinux", "libsystemd", "libgcrypt", "libgpg-error", "libcap", "liblz4"}
)
"""Libraries that a Linux desktop has, without ``.so`` and a version."""

Entry = tuple[str, str, str]
"""PyInstaller's: where a file goes, where it comes from, what kind it is."""
Needs = Callable[[str], Iterable[tuple[str, str | None]]]
"""The names of all libraries that a file needs, in the end, with their places: ``bindepend.get_imports``."""


def is_wanted(target: str) -> bool:
    """Whether a file belongs into the bundle.

    Args:
        target: where PyInstaller would put it, below the bundle's folder of libraries.
    """
    parts = PurePath(target).parts
    name = parts[-1]
    if "plugins" in parts and "PySide6" in parts:
        stem = name.partition(".")[0]
        return stem.removeprefix("lib") in PLUGINS.get(parts[-2], ())
    if "translations" in parts and "PySide6" in parts:
        return False
    return sys.platform != "linux" or _is_wanted_library(name)


def _is_wanted_library(name: str) -> bool:
    stem = name.partition(".so")[0]
    if stem.startswith("libQt6"):
        return stem.removeprefix("libQt6") in QT_LIBRARIES
    return stem not in OF_THE_SYSTEM


def without_idle(entries: Iterable[Entry], needs: Needs) -> list[Entry]:
    """Leave out the libraries of Linux that were there only for what has been left out.

    Which those are depends on the machine: a plugin for GTK brings GTK where that is installed.
    """
    kept = list(entries)
    users = [source for target, source, kind in kept if not _is_library(target, kind)]
    needed = {name for source in users for name, _place in needs(source)}
    return [
        entry for entry in kept if not _is_library(entry[0], entry[2]) or PurePath(entry[0]).name in needed
    ]


def _is_library(target: str, kind: str) -> bool:
    """Whether something is there only for others; the program itself is begun by Python's library."""
    path = PurePath(target)
    return kind != "EXTENSION" and "plugins" not in path.parts and not path.name.startswith("libpython")
