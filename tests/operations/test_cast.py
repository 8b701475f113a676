from datetime import UTC, datetime, timedelta

from support.on_file import read, store_profile

from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.database import create_session, save_message
from personaui_desktop.item_models.personas import PersonaListModel
from personaui_desktop.operations import inspection, remembering
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.operations.personas import profile_of
from personaui_desktop.operations.sessions import opening_of
from personaui_desktop.records.messages import Message
from personaui_desktop.records.personas import PersonaListing, Profile


def test_the_macros_in_a_personas_texts_are_replaced_wherever_they_are_sent() -> None:
    store_profile(Profile("Mia", "{{char}} knows {{user}}.", "I am <BOT>."))
    assert read(cast_of) == Profile("Mia", "Mia knows User.", "I am Mia.")
    system, greeting, *_ = inspection.plan_now("default", None, "Hello", ContextLimits()).work().segments
    assert "Mia knows User." in system.text
    assert greeting.text == "I am Mia."
    session = create_session()
    ids = [save_message(f"said {number}", number % 2 == 0, session_id=session) for number in range(4)]
    plan = remembering.plan_range("default", session, ids[0], ids[-1]).work()
    assert "Mia knows User." in plan.tasks[0].request.system[0]


def said(text: str, number: int, minutes: int, *, mine: bool = True) -> Message:
    time = datetime.now(UTC) - timedelta(minutes=minutes)
    return Message(number, 7, text, mine, f"{time:%Y-%m-%d %H:%M:%S}", "")


def test_macros_know_the_conversation() -> None:
    many = ",".join(map(str, range(1_000)))
    store_profile(Profile("Mia", f"{{{{lastMessage}}}} {{{{idle_duration}}}} {{{{pick:{many}}}}}"))
    history = [said("One", 1, 200), said("Oh", 2, 199, mine=False), said("Two {{char}}", 3, 0)]
    first = read(cast_of, history).description
    assert first.startswith("Two {{char}} 3 hours ")
    assert read(cast_of, [*history, said("More", 4, 0)]).description.split()[-1] == first.split()[-1]
    other = [message._replace(session_id=8) for message in history]
    assert read(cast_of, other).description != first


def test_what_is_stored_keeps_its_macros_and_a_greeting_is_said_as_it_was_shown() -> None:
    many = ",".join(map(str, range(1_000)))
    store_profile(Profile("Mia", greeting=f"{{{{random:{many}}}}} {{{{pick:{many}}}}}, {{{{char}}}}"))
    shown = read(cast_of).greeting
    assert shown.endswith(", Mia")
    assert read(opening_of).greeting == shown
    assert read(cast_of).greeting == shown
    model = PersonaListModel()
    model.set_rows([PersonaListing("default", read(profile_of))])
    assert model.cast("default").greeting == shown
    assert "{{random:" in read(profile_of).greeting


def test_an_odd_time_is_no_pause() -> None:
    store_profile(Profile("Mia", "{{idle_duration}}"))
    odd = said("One", 1, 0)._replace(timestamp="x")
    assert read(cast_of, [odd, said("Two", 2, 0)]).description == "just now"
