"""Verbs on what can be picked for the parts of a persona."""

import os
from pathlib import Path

from personaui_desktop import paths
from personaui_desktop.background.operation import Errand, Operation
from personaui_desktop.errors import InvalidInput
from personaui_desktop.os_errors import why
from personaui_desktop.personas.options import (
    MOST_OPTIONS,
    OPTION_FIELDS,
    OWN,
    PersonaOptions,
    all_options,
    as_json,
    new_options,
    own_options,
)
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.personas import Profile


def listing() -> Operation[PersonaOptions]:
    """All that can be picked. Fails with `InvalidInput` where the person's own cannot be read."""
    return Errand(_listing)


def remember(profile: Profile) -> Operation[None]:
    """Have what somebody wrote for one persona offered for others too; it fails as `listing` does."""

    def work() -> None:
        folder = paths.data_dir()
        new = new_options(profile, _listing())
        if new:
            own = own_options(folder)
            together = {field: (*own[field], *new.get(field, ()))[-MOST_OPTIONS:] for field in OPTION_FIELDS}
            _write(folder / OWN, as_json(together))

    return Errand(work)


def _listing() -> PersonaOptions:
    try:
        return all_options(paths.data_dir())
    except OSError as error:
        raise _unusable(error) from error


def _write(path: Path, text: str) -> None:
    waiting = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        try:
            waiting.write_text(text, encoding="utf-8", errors="replace")
            waiting.replace(path)
        finally:
            waiting.unlink(missing_ok=True)
    except OSError as error:
        raise _unusable(error) from error


def _unusable(error: OSError) -> InvalidInput:
    return InvalidInput(
        Phrase("Personas", "“{name}” cannot be used: {why}.").filled(name=OWN, why=why(error)),
        Phrase("Personas", "Options of your own are missing until it can."),
    )
