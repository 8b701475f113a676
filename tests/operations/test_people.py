import pytest
from support.on_file import create_persona, read

from personaui_desktop.conversation.kinds import SegmentKind
from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.database import create_session, save_message
from personaui_desktop.errors import InvalidInput
from personaui_desktop.operations import inspection, people, personas
from personaui_desktop.operations.cast import cast_of, person_of
from personaui_desktop.operations.memory_budget import memory_budget
from personaui_desktop.operations.people import PeopleAt
from personaui_desktop.operations.sessions import opening_of
from personaui_desktop.paths import data_dir
from personaui_desktop.personas.people_file import FILE_NAME
from personaui_desktop.records.changes import Topic
from personaui_desktop.records.people import ChosenPerson, People, Person
from personaui_desktop.records.personas import Profile

SAM, KIM = Person("1", "Sam", "Likes {{char}}."), Person("2", "Kim")
BOTH = People((SAM, KIM), "1")
NOTHING = ChosenPerson(None, None)


@pytest.fixture
def mia() -> str:
    return create_persona(Profile("Mia", "Knows {{user}}.", "Hi {{user}}.")).work()


def told(persona_id: str, session_id: int | None) -> str:
    plan = inspection.plan_now(persona_id, session_id, "Hello", ContextLimits()).work()
    return "\n".join(segment.text for segment in plan.segments if segment.kind is SegmentKind.PERSON)


def test_who_the_person_is_is_told_and_fills_the_texts(mia: str) -> None:
    assert (told(mia, None), read(cast_of, on=mia).greeting) == ("", "Hi User.")
    operation = people.save(BOTH, mia, None, NOTHING)
    assert {change.topic for change in operation.announces(operation.work())} == {Topic.PERSONAS}
    assert people.at(mia, None).work() == PeopleAt(BOTH, NOTHING)
    assert told(mia, None).endswith("called Sam. What they say of themselves:\n\nLikes Mia.")
    assert read(cast_of, on=mia).description == "Knows Sam."
    assert read(opening_of, on=mia).greeting == "Hi Sam."
    listing = personas.one(mia).work()
    assert listing is not None
    assert listing.user == "Sam"


def test_another_profile_can_talk_with_a_persona_and_in_one_conversation(mia: str) -> None:
    one, other = create_session("One", mia), create_session("Other", mia)
    save_message("Hello", is_user=True, session_id=one, persona_id=mia)
    people.save(BOTH, mia, one, ChosenPerson("2", "1")).work()
    assert people.at(mia, one).work().chosen == ChosenPerson("2", "1")
    assert [told(mia, each).split()[7].strip(".") for each in (None, one, other)] == ["Kim", "Sam", "Kim"]
    people.save(People((SAM,), "1"), mia, None, ChosenPerson("2", None)).work()
    assert "Sam" in told(mia, None)


def test_of_what_cannot_be_stored_nothing_is_chosen(mia: str) -> None:
    with pytest.raises(InvalidInput):
        people.save(People((Person("1", " "),), "1"), mia, None, ChosenPerson("1", None)).work()
    assert people.at(mia, None).work() == PeopleAt(People(), NOTHING)
    (data_dir() / FILE_NAME).mkdir()
    with pytest.raises(InvalidInput, match="cannot be used"):
        people.at(mia, None).work()
    with pytest.raises(InvalidInput, match="cannot be used"):
        read(person_of, on=mia)
    listing = personas.one(mia).work()
    assert listing is not None
    assert (listing.user, listing.problem) == ("User", None)


def test_ids_are_others() -> None:
    assert people.new_id() != people.new_id()


def test_who_the_person_is_leaves_the_memories_less_room(mia: str) -> None:
    limits = ContextLimits(tokens=4_000)
    before = memory_budget(mia, limits).work().room
    people.save(People((SAM._replace(about="Long. " * 300),), "1"), mia, None, NOTHING).work()
    assert memory_budget(mia, limits).work().room < before
