import pytest
from support.messages_server import MessagesServer, Raw, told
from support.on_file import write
from support.twisted import ask, end, piece, start, text_of, the_failure

from personaui_desktop.claude.events import Failed, Finished, ReplyEvent, Started, Thinking
from personaui_desktop.claude.outcome import outcome_of
from personaui_desktop.database import create_session, get_chat_history
from personaui_desktop.database.replies import begin_reply, finish_reply

HALF = "\ud83d"
HUGE = 10**30


def store(events: list[ReplyEvent]) -> None:
    """As the program does with what has arrived; what cannot be stored raises."""
    session = create_session("Twisted", "default")
    message_id = write(begin_reply, session, "Mia", "this run")
    end = events[-1]
    assert isinstance(end, Finished | Failed)
    model = next((event.model for event in events if isinstance(event, Started)), None)
    assert write(finish_reply, message_id, text_of(events), outcome_of(end, model))
    assert get_chat_history(session_id=session)[-1]["message"] == text_of(events)


STOP = {"type": "message_stop"}
DEEP = "[" * 100_000 + "]" * 100_000
TWISTED = {
    "input beyond 64 bits": (start(input_tokens=HUGE), piece("Shown."), end(), STOP),
    "output beyond 64 bits": (start(), piece("Shown."), end(output_tokens=HUGE), STOP),
    "cache beyond 64 bits": (start(cache_read_input_tokens=HUGE), piece("Shown."), end(), STOP),
    "as many as 64 bits hold": (start(input_tokens=2**63 - 1), piece("Shown."), end(), STOP),
    "less than none": (start(), piece("Shown."), end(output_tokens=-1), STOP),
    "yes for a number": (start(), piece("Shown."), end(output_tokens=True), STOP),
    "half a character in the model": (start(f"m{HALF}"), piece("Shown."), end(), STOP),
    "half a character in the id": (start(message_id=HALF), piece("Shown."), end(), STOP),
    "half a character in the stop reason": (start(), piece("Shown."), end(f"end{HALF}"), STOP),
    "half a character in a refusal": (
        start(),
        piece("Shown."),
        end("refusal", {"category": HALF, "explanation": f"No{HALF}"}),
        STOP,
    ),
    "a model of a million characters": (start("m" * 1_000_000), piece("Shown."), end(), STOP),
    "a number for the model": (start(7), piece("Shown."), end(), STOP),
    "half a character in an error": (
        start(),
        piece("Shown."),
        {"type": "error", "error": {"type": "api_error", "message": f"Broke{HALF}"}},
    ),
    "deep JSON": (start(), piece("Shown."), '{"type":"message_delta","delta":' + DEEP + "}"),
    "an integer of 5000 digits": (
        start(),
        piece("Shown."),
        '{"type":"message_delta","delta":{},"usage":{"output_tokens":' + "9" * 5000 + "}}",
    ),
    "no JSON": (start(), piece("Shown."), "{not json"),
}


@pytest.mark.parametrize("way", TWISTED)
def test_what_was_shown_can_be_stored(server: MessagesServer, way: str) -> None:
    events = ask(server, Raw(told(*TWISTED[way])))
    assert text_of(events) == "Shown."
    store(events)


@pytest.mark.parametrize("way", ["deep JSON", "an integer of 5000 digits", "no JSON"])
def test_what_cannot_be_read_is_the_servers_doing(server: MessagesServer, way: str) -> None:
    assert "cannot be read" in str(the_failure(ask(server, Raw(told(*TWISTED[way])))))


def test_a_count_that_is_none_is_unknown(server: MessagesServer) -> None:
    for way in ("output beyond 64 bits", "less than none"):
        last = ask(server, Raw(told(*TWISTED[way])))[-1]
        assert isinstance(last, Finished)
        assert last.usage.output_tokens is None
        assert last.usage.input_tokens == 3


def test_thoughts_are_whole_characters(server: MessagesServer) -> None:
    thought = {
        "type": "content_block_delta",
        "index": 0,
        "delta": {"type": "thinking_delta", "thinking": HALF},
    }
    events = ask(server, Raw(told(start(), thought, piece("Shown."), end(), STOP)))
    assert "".join(event.text for event in events if isinstance(event, Thinking)) == "\ufffd"


def test_tokens_spent_thinking_are_told_apart(server: MessagesServer) -> None:
    finish = end(output_tokens=500, output_tokens_details={"thinking_tokens": 420})
    last = ask(server, Raw(told(start(), piece("Shown."), finish, STOP)))[-1]
    assert isinstance(last, Finished)
    assert (last.usage.output_tokens, last.thought_tokens) == (500, 420)
