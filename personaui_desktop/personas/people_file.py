"""The person's profiles as ``people.json`` in the data folder."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from personaui_desktop.personas.profile import validate_profile
from personaui_desktop.private_files import open_plain
from personaui_desktop.records.people import People, Person
from personaui_desktop.records.personas import Profile
from personaui_desktop.settings.json_file import write_object

FILE_NAME = "people.json"
LARGEST = 50_000_000
MOST_PEOPLE = 100


def read_people(folder: Path) -> People:
    """All profiles; none where the file is not there or makes no sense.

    Raises:
        OSError: it is there and cannot be read.
    """
    path = folder / FILE_NAME
    try:
        found = path.stat()
    except FileNotFoundError:
        return People()
    return _read(path, found.st_mtime_ns, found.st_size, found.st_ino)


def write_people(people: People, folder: Path) -> None:
    """Store all profiles in place of those there were.

    Raises:
        OSError: the folder cannot be written.
    """
    persons = [_told(person) for person in people.persons]
    write_object(folder / FILE_NAME, {"people": persons, "usual": people.usual_id})


def validate_person(person: Person) -> Person:
    """A profile as it may be stored.

    Raises:
        InvalidInput: the name is missing, or a text is too long.
    """
    profile = validate_profile(Profile(person.name, person.about))
    return person._replace(name=profile.name, about=profile.description)


@lru_cache(maxsize=1)
def _read(path: Path, *_state: int) -> People:
    """What the file holds; read again when it is another."""
    with open(path, "rb", opener=open_plain) as file:
        text = file.read(LARGEST)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return People()
    return people_in(found) if isinstance(found, dict) else People()


def people_in(found: Mapping[str, Any]) -> People:
    """The profiles in the JSON of a file; whatever is none is passed over."""
    listed = found.get("people")
    persons = tuple(_persons_in(listed[:MOST_PEOPLE] if isinstance(listed, list) else ()))
    usual = found.get("usual")
    first = persons[0].person_id if persons else ""
    is_there = any(person.person_id == usual for person in persons)
    return People(persons, str(usual) if is_there else first)


def _persons_in(listed: Iterable[Any]) -> Iterable[Person]:
    for each in listed:
        with suppress(ValueError, TypeError, KeyError):
            avatar = each.get("avatar") if isinstance(each, dict) else None
            picture = b64decode(avatar, validate=True) if avatar else None
            person = Person(str(each["id"]), str(each["name"]), str(each.get("about", "")), picture)
            if person.person_id and person.name.strip():
                yield person


def _told(person: Person) -> dict[str, Any]:
    avatar = None if person.avatar is None else b64encode(person.avatar).decode()
    return {"id": person.person_id, "name": person.name, "about": person.about, "avatar": avatar}
