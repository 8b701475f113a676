"""What the program remembers between starts, kept as one readable file in the data folder."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

from personaui_desktop.errors import SettingsFileError
from personaui_desktop.records import HeaderStyle, Provider

FILE_NAME = "settings.json"


class Settings(NamedTuple):
    """Every setting, with its default. Keys and passwords are never among them."""

    base_url: str = ""
    """The server's address without ``/v1``; empty for Anthropic's own."""
    header_style: str = HeaderStyle.BEARER.value
    """``bearer`` or ``x-api-key``: how the key travels."""
    model: str = ""
    """The model's id; empty for the default."""
    max_tokens: int = 4096
    """The longest reply, in tokens."""
    context_messages: int = 60
    """How many of the newest messages are sent."""
    use_demo: bool = False
    """Whether the demo companion answers although a key is there."""
    appearance: str = "system"
    """``system``, ``light`` or ``dark``."""
    text_size: float = 1.0
    """Size of the text in messages, 1.0 being the design's."""
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
    context_tokens: int = 100_000
    """How many tokens a request may have, as estimated."""
    memory_tokens: int = 20_000
    """How many of these the memories may take."""
    count_exactly: bool = False
    """Whether the server counts the next message's tokens, which sends it what is being written."""
    remember_after: int = 20
    """After how many messages of the person a memory is proposed by itself; 0 for never."""
    accept_memories: bool = False
    """Whether such a memory is accepted at once."""
    memory_model: str = ""
    """The model that writes memories by itself; empty for the default, a small one."""
    memory_order: str = "newest"
    """In which order memories are listed: ``newest``, ``conversation`` or ``pinned``."""

    @property
    def provider(self) -> Provider:
        """Which server answers, and how."""
        style = HeaderStyle.API_KEY if self.header_style == HeaderStyle.API_KEY.value else HeaderStyle.BEARER
        return Provider(self.base_url, style, self.model, self.max_tokens)


_RANGES: dict[str, tuple[float, float]] = {
    "max_tokens": (1, 1_000_000),
    "context_messages": (1, 10_000),
    "context_tokens": (1_000, 1_000_000),
    "memory_tokens": (0, 1_000_000),
    "remember_after": (0, 10_000),
    "text_size": (0.25, 4.0),
    "sessions_width": (100, 10_000),
    "memories_width": (100, 10_000),
}
_CHOICES = {
    "appearance": {"system", "light", "dark"},
    "header_style": {style.value for style in HeaderStyle},
    "memory_order": {"newest", "conversation", "pinned"},
}
_LARGEST_ID = 2**63 - 1


def read_settings(folder: Path) -> tuple[Settings, SettingsFileError | None]:
    """Read the settings; what is missing, of the wrong type or out of range has its default.

    A damaged file is set aside as ``settings.json.damaged``.

    Returns:
        The settings, and why the file that is there must not be written over, if it must not: it may be
        sound, but cannot be read or set aside now.
    """
    path = folder / FILE_NAME
    try:
        found = _read(path)
        if found is None:
            path.replace(path.with_name(FILE_NAME + ".damaged"))
    except FileNotFoundError:
        return Settings(), None
    except OSError as error:
        return Settings(), SettingsFileError(
            f"The settings could not be read: {error.strerror}. The file is left as it is.",
            f"Until {path} can be read, changed settings are kept for this run only.",
        )
    return Settings(**_usable(found or {})), None


def save_settings(settings: Settings, folder: Path) -> None:
    """Write the settings so that a crash leaves either the old file or the new one.

    Raises:
        SettingsFileError: the folder cannot be written.
    """
    path = folder / FILE_NAME
    waiting = path.with_name(FILE_NAME + ".new")
    try:
        with waiting.open("w", encoding="utf-8") as file:
            json.dump(settings._asdict(), file, indent=2, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path)
    except OSError as error:
        raise SettingsFileError(
            f"The settings could not be saved: {error.strerror}.",
            "Check that the data folder can be written and that the disk has room.",
        ) from error


def _read(path: Path) -> dict[str, object] | None:
    """What the file holds; ``None`` where that makes no sense."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _usable(found: dict[str, object]) -> dict[str, Any]:
    return {name: _one(name, found.get(name), default) for name, default in Settings()._asdict().items()}


def _one(name: str, value: object, default: object) -> object:
    """The value if the setting may have it, else the default."""
    if name == "last_sessions":
        return _session_ids(value)
    if name in _RANGES:
        return _number(value, default, *_RANGES[name])
    fits = type(value) is type(default) and (name not in _CHOICES or value in _CHOICES[name])
    return value if fits else default


def _number(value: object, default: object, lowest: float, highest: float) -> object:
    wanted = (int, float) if isinstance(default, float) else (int,)
    # Neither NaN nor infinity lies between the two.
    if type(value) in wanted and lowest <= cast("float", value) <= highest:
        return type(default)(value)  # type: ignore[call-arg]
    return default


def _session_ids(value: object) -> dict[str, int]:
    if not isinstance(value, dict):
        return {}
    return {str(key): number for key, number in value.items() if _is_id(number)}


def _is_id(number: object) -> bool:
    return type(number) is int and 0 < number <= _LARGEST_ID
