"""Who the person is when they talk with a persona: profiles, of which one is the usual one."""

from typing import NamedTuple

DEFAULT_USER_NAME = "User"
"""What the person is called who has told nothing."""


class Person(NamedTuple):
    """One of the person's profiles. ``about`` is told to the model, ``avatar`` is a small PNG."""

    person_id: str
    name: str
    about: str = ""
    avatar: bytes | None = None


class People(NamedTuple):
    """All profiles, in the person's order, and the id of the usual one."""

    persons: tuple[Person, ...] = ()
    usual_id: str = ""

    def find(self, person_id: str | None) -> Person | None:
        """The profile of an id; the usual one where there is none of it, if there is any at all."""
        by_id = {person.person_id: person for person in self.persons}
        return by_id.get(person_id or "") or by_id.get(self.usual_id)


class ChosenPerson(NamedTuple):
    """Which profile talks with a persona, and in one conversation; ``None`` where nothing was chosen."""

    of_persona: str | None
    of_session: str | None
