"""Where the windows were and what they showed, as ``window.json`` in the data folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from personaui_desktop.errors import SettingsFileError
from personaui_desktop.os_errors import why
from personaui_desktop.phrases import Phrase
from personaui_desktop.settings.file import FILE_NAME as SETTINGS_FILE_NAME
from personaui_desktop.settings.json_file import read_object, write_object

FILE_NAME = "window.json"

NARROWEST, WIDEST = 100, 10_000
MOST_WINDOWS = 20
"""So many come back at most, whatever the file holds."""
FURTHER = "further_windows"
MEMORY_ORDERS = ("newest", "conversation", "pinned")
MOST_SEARCHES = 8
"""So many of the last searches are kept."""
MOST_REACHED = 12
"""So many of what was reached by the palette lately."""
LONGEST_SEARCH = 500
_LARGEST_ID = 2**63 - 1
_LISTS = {"last_searches": MOST_SEARCHES, "last_reached": MOST_REACHED}


class WindowState(NamedTuple):
    """How a window was left."""

    window_geometry: str = ""
    """Place and size of the window as Qt saves it, base64."""
    sessions_width: int = 268
    """Width of the sessions pane in pixels."""
    memories_width: int = 300
    """Width of the memories pane in pixels."""
    show_sessions: bool = True
    """Whether the rail and the sessions pane are shown."""
    show_memories: bool = True
    """Whether the memories pane is shown."""
    last_persona: str = "default"
    """The persona that was open last."""
    last_sessions: Mapping[str, int] = {}
    """The session that was open last, by persona."""
    memory_order: str = "newest"
    """In which order memories are listed, one of `MEMORY_ORDERS`."""
    last_searches: Sequence[str] = []
    """What was searched for, the last first."""
    last_reached: Sequence[str] = []
    """What was reached by the palette, the last first: keys of its rows."""


def read_window_states(folder: Path) -> tuple[WindowState, ...]:
    """Read how the windows were left, at least one; what is missing or impossible has its default.

    Where there is no such file yet, an earlier version of the program kept these among the settings.
    """
    for name in (FILE_NAME, SETTINGS_FILE_NAME):
        try:
            found = read_object(folder / name)
        except OSError:
            continue
        return _states_in(found or {})
    return (WindowState(),)


def save_window_states(states: Sequence[WindowState], folder: Path) -> None:
    """Write how the windows are left, at least one.

    The first stands where versions with a single window look for theirs.

    Raises:
        SettingsFileError: the folder cannot be written.
    """
    first, *further = (state._asdict() for state in states)
    try:
        write_object(folder / FILE_NAME, first | {FURTHER: further})
    except OSError as error:
        raise SettingsFileError(
            Phrase("Files", "The window's position could not be saved: {why}.").filled(why=why(error)),
            Phrase("Files", "Check that the disk has space and that the data folder can be written to."),
        ) from error


def _states_in(found: dict[str, object]) -> tuple[WindowState, ...]:
    further = found.get(FURTHER)
    listed = further if isinstance(further, list) else []
    objects = [each for each in listed if isinstance(each, dict)]
    return tuple(WindowState(**_usable(each)) for each in (found, *objects[: MOST_WINDOWS - 1]))


def _usable(found: dict[str, object]) -> dict[str, Any]:
    return {name: _taken(name, found.get(name), default) for name, default in WindowState()._asdict().items()}


def _taken(name: str, value: object, default: object) -> object:
    if isinstance(default, Mapping):
        return _session_ids(value)
    if name in _LISTS:
        return _texts(value, _LISTS[name])
    if name == "memory_order":
        return value if value in MEMORY_ORDERS else default
    fits = type(value) is type(default) and (type(value) is not int or NARROWEST <= value <= WIDEST)
    return value if fits else default


def _texts(value: object, most: int) -> list[str]:
    listed = value if isinstance(value, list) else []
    return [each[:LONGEST_SEARCH] for each in listed if isinstance(each, str) and each][:most]


def _session_ids(value: object) -> dict[str, int]:
    if not isinstance(value, dict):
        return {}
    return {str(key): number for key, number in value.items() if _is_id(number)}


def _is_id(number: object) -> bool:
    return type(number) is int and 0 < number <= _LARGEST_ID
