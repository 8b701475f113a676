import threading

from hypothesis import example, given
from hypothesis import strategies as st
from support.demo_requests import MEMORY, a_request

from personaui_desktop.claude.demo import DemoCompanion
from personaui_desktop.claude.demo_texts import reply_text
from personaui_desktop.claude.events import Finished, Started, Text
from personaui_desktop.conversation.context import plan_context
from personaui_desktop.records.messages import ContextMessage
from personaui_desktop.records.personas import Profile


def test_a_reply_has_the_same_events_as_a_models() -> None:
    events = list(DemoCompanion(pace=0).reply(a_request("hello")))
    assert isinstance(events[0], Started)
    assert all(isinstance(event, Text) and event.text for event in events[1:-1])
    assert events[-1] == Finished("end_turn", "Demo companion")
    assert DemoCompanion().name == "Demo companion"


@given(st.text(max_size=300))
@example("DESCRIPTION")
def test_every_reply_says_that_it_is_no_ai_and_is_always_the_same(text: str) -> None:
    for request in (a_request(text), a_request(text, "a", "b"), a_request(text, memories=(MEMORY,))):
        reply = reply_text(request)
        assert reply == reply_text(request)
        assert "demo" in reply
        assert "AI" in reply
        assert "$" not in reply.replace(text, "") or "$" in text


def test_a_reply_that_broke_off_goes_on_where_it_stopped() -> None:
    whole = reply_text(a_request("hello"))
    plan = plan_context(Profile("Mia"), (), ())
    for cut in (5, 40, len(whole)):
        request = a_request("hello")
        instruction = plan.continue_reply(whole[:cut]).segments[-1].text
        more = (
            ContextMessage(role="assistant", content=whole[:cut]),
            ContextMessage(role="user", content=instruction),
        )
        rest = reply_text(request._replace(messages=(*request.messages, *more)))
        assert rest
        if cut < len(whole):
            assert whole[:cut] + rest == whole


def test_stopping_is_immediate() -> None:
    stream = DemoCompanion(pace=0.01).reply(a_request("hello"))
    events: list[object] = []
    reader = threading.Thread(target=lambda: events.extend(stream))
    reader.start()
    stream.stop()
    reader.join(5)
    assert not reader.is_alive()
    assert not any(isinstance(event, Text | Finished) for event in events)
