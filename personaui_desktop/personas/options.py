"""What can be picked for the parts of a persona: the lines that the program ships, and the person's own."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from personaui_desktop import paths
from personaui_desktop.records.personas import Profile

SHIPPED = "persona_options.json"
OWN = "own_persona_options.json"
"""In the data folder, in the shipped file's form."""
OPTION_FIELDS = ("kind", "traits", "knowledge", "expression", "situations")
LONGEST_OPTION = 400
MOST_OPTIONS = 200
LARGEST_FILE = 1_000_000


class PersonaOption(NamedTuple):
    """A line that can be picked; those of a group stand together, and begin with its name."""

    line: str
    group: str = ""

    @property
    def words(self) -> str:
        """What it is called within its group."""
        return self.line.removeprefix(f"{self.group}: ") if self.group else self.line


PersonaOptions = Mapping[str, tuple[PersonaOption, ...]]
"""The options of each field."""


@cache
def shipped_options() -> PersonaOptions:
    """Those that the program ships."""
    return options_in(json.loads((paths.resources_dir() / SHIPPED).read_text(encoding="utf-8")))


def all_options(folder: Path) -> PersonaOptions:
    """Those that the program ships, and behind them the person's own."""
    own = own_options(folder)
    return {field: (*shipped_options()[field], *own[field]) for field in OPTION_FIELDS}


def own_options(folder: Path) -> PersonaOptions:
    """The person's own; none where their file is not there or cannot be understood.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        with (folder / OWN).open("rb") as file:
            found = json.loads(file.read(LARGEST_FILE))
    except (FileNotFoundError, ValueError, RecursionError):
        found = {}
    return options_in(found)


def options_in(found: Any) -> PersonaOptions:
    """The options in the JSON of a file; whatever is no text is passed over."""
    fields = found if isinstance(found, dict) else {}
    return {field: tuple(_options_of(fields.get(field))) for field in OPTION_FIELDS}


def new_options(profile: Profile, known: PersonaOptions) -> dict[str, list[PersonaOption]]:
    """The lines of a persona that cannot be picked yet, by field."""
    found = {}
    for field in OPTION_FIELDS:
        there = {option.line for option in known[field]}
        lines = dict.fromkeys(line.strip() for line in getattr(profile, field).splitlines())
        new = [line for line in lines if line and line not in there and len(line) <= LONGEST_OPTION]
        if new:
            found[field] = [_option(line) if field == "traits" else PersonaOption(line) for line in new]
    return found


def as_json(options: PersonaOptions) -> str:
    """Options as they stand in a file."""
    return json.dumps(
        {field: _listed(options[field]) for field in OPTION_FIELDS}, ensure_ascii=False, indent=2
    )


def _option(line: str) -> PersonaOption:
    group, colon, _rest = line.partition(": ")
    return PersonaOption(line, group.strip() if colon else "")


def _options_of(found: Any) -> Iterable[PersonaOption]:
    if isinstance(found, dict):
        for group, lines in found.items():
            for each in _options_of(lines):
                yield PersonaOption(f"{group}: {each.words}", group) if group else each
    elif isinstance(found, list):
        yield from (PersonaOption(line) for line in found[:MOST_OPTIONS] if isinstance(line, str) and line)


def _listed(options: Iterable[PersonaOption]) -> Any:
    """A list of lines, or of such lists by their groups where there are any."""
    grouped: dict[str, list[str]] = {}
    for option in options:
        grouped.setdefault(option.group, []).append(option.words)
    return grouped.get("", []) if set(grouped) <= {""} else grouped
