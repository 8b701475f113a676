"""One JSON object as a small file, written so that a crash leaves either the old or the new one."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from personaui_desktop.private_files import open_plain, open_private

LARGEST = 1_000_000
"""Of a larger file only so much is read, which then makes no sense, bytes."""


def read_object(path: Path) -> dict[str, object] | None:
    """What the file holds; ``None`` where that makes no sense.

    Raises:
        OSError: the file is not there, is none, or cannot be read.
    """
    with open(path, "rb", opener=open_plain) as file:
        text = file.read(LARGEST)
    try:
        found = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def write_object(path: Path, values: Mapping[str, object]) -> None:
    """Write a file that only its owner reads.

    Raises:
        OSError: the folder cannot be written.
    """
    waiting = path.with_name(path.name + ".new")
    waiting.unlink(missing_ok=True)
    with open(waiting, "x", encoding="utf-8", opener=open_private) as file:
        json.dump(values, file, indent=2, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    waiting.replace(path)
