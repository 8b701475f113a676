"""One JSON object as a small file, written so that a crash leaves either the old or the new one."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from personaui_desktop.private_files import open_private


def read_object(path: Path) -> dict[str, object] | None:
    """What the file holds; ``None`` where that makes no sense.

    Raises:
        OSError: the file is not there or cannot be read.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def write_object(path: Path, values: Mapping[str, object]) -> None:
    """Write a file that only its owner reads.

    Raises:
        OSError: the folder cannot be written.
    """
    waiting = path.with_name(path.name + ".new")
    with open(waiting, "w", encoding="utf-8", opener=open_private) as file:
        json.dump(values, file, indent=2, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)
