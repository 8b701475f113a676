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

    @property
    def provider(self) -> Provider:
        """Which server answers, and how."""
        style = HeaderStyle.API_KEY if self.header_style == HeaderStyle.API_KEY.value else HeaderStyle.BEARER
        return Provider(self.base_url, style, self.model, self.max_tokens)


def load_settings(folder: Path) -> Settings:
    """Read the settings; what is missing or of the wrong type has its default.

    A file that is not readable at all is set aside as ``settings.json.damaged``.
    """
    path = folder / FILE_NAME
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except ValueError:
        found = None
    except OSError:
        return Settings()
    if not isinstance(found, dict):
        path.replace(path.with_name(FILE_NAME + ".damaged"))
        return Settings()
    return Settings(**_usable(found))


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


def _usable(found: dict[str, object]) -> dict[str, Any]:
    defaults = Settings()._asdict()
    usable: dict[str, Any] = {}
    for name, default in defaults.items():
        value = found.get(name, default)
        if name == "last_sessions":
            usable[name] = _whole_numbers(value)
        elif isinstance(default, float) and type(value) in (int, float):
            usable[name] = float(cast("float", value))
        else:
            usable[name] = value if type(value) is type(default) else default
    return usable


def _whole_numbers(value: object) -> dict[str, int]:
    if not isinstance(value, dict):
        return {}
    return {str(key): number for key, number in value.items() if type(number) is int}
