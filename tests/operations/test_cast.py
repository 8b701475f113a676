from support.on_file import read, store_profile

from personaui_desktop.conversation.limits import ContextLimits
from personaui_desktop.database import create_session, save_message
from personaui_desktop.operations import inspection, remembering
from personaui_desktop.operations.cast import cast_of
from personaui_desktop.records.personas import Profile


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
