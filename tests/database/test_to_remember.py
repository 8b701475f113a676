from support.on_file import store_profile

from personaui_desktop.database import (
    create_session,
    save_message,
)
from personaui_desktop.operations import memories, remembering
from personaui_desktop.operations.remembering import MemoryPlan
from personaui_desktop.records.personas import Profile


def a_session(count: int = 6, text: str = "message {}") -> tuple[int, list[int]]:
    store_profile(Profile("Mia", "{{char}} is curious"))
    session = create_session("A talk", "default")
    ids = [save_message(text.format(n), n % 2 == 0, "Mia", session) for n in range(count)]
    return session, ids


def proposed(plan: MemoryPlan, *texts: str) -> list[int]:
    return remembering.propose(plan, texts or ["They counted together."]).work()


def test_what_is_missing_is_counted_as_remembering_counts() -> None:
    def look(session: int) -> remembering.Outlook:
        return remembering.outlook("default", session, "claude", 20).work()

    session, _ids = a_session(3)
    assert (look(session).missing, look(session).is_first) == (1, True)
    save_message("   ", True, session_id=session)
    assert look(session).missing == 1
    save_message("four", True, session_id=session)
    assert look(session).missing == 0
    (proposal_id,) = proposed(remembering.plan_new("default", session).work())
    assert (look(session).missing, look(session).is_first) == (4, False)
    remembering.accept("default", proposal_id, "They counted.").work()
    assert (look(session).missing, look(session).is_first) == (4, False)


def test_what_lost_its_memory_is_offered_again() -> None:
    session, ids = a_session(6)
    accepted = []
    for _ in range(2):
        (proposal_id,) = proposed(remembering.plan_new("default", session).work())
        accepted.append(remembering.accept("default", proposal_id, "We counted.").work())
        last = [save_message(f"more {n}", n % 2 == 0, session_id=session) for n in range(5)]
    assert last
    outlook = remembering.outlook("default", session, "claude-haiku-5-5", 20).work()
    assert outlook.amount.gap is None
    assert outlook.amount.messages == 5
    memories.delete("default", accepted[0]).work()
    outlook = remembering.outlook("default", session, "claude-haiku-5-5", 20).work()
    assert outlook.amount.gap == (ids[0], ids[5], 6)
    assert outlook.tokens > 0
    assert outlook.price is not None
    plan = remembering.plan_range("default", session, ids[0], ids[5]).work()
    proposed(plan)
    assert remembering.outlook("default", session, "no such model", 20).work().amount.gap is None
    assert remembering.outlook("default", session, "no such model", 20).work().price is None
