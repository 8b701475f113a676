from support.messages_server import Refusal, serve

from personaui_desktop.claude.client import request_parameters
from personaui_desktop.claude.counting import count_tokens
from personaui_desktop.records.messages import ContextMessage
from personaui_desktop.records.providers import Provider
from personaui_desktop.records.replies import ReplyRequest

SAID = tuple(ContextMessage(role=("user", "assistant")[n % 2], content=f"{n}") for n in range(7))
REQUEST = ReplyRequest(("persona", "memories"), SAID)


def test_the_server_counts_what_would_be_sent() -> None:
    with serve(Refusal(200, body='{"input_tokens": 42}')) as server:
        assert count_tokens(Provider(server.url, model="m"), "key", REQUEST) == 42
    (asked,) = server.requests
    assert asked.path == "/v1/messages/count_tokens"
    assert asked.body["model"] == "m"
    assert "max_tokens" not in asked.body
    assert len(asked.body["messages"]) == 7


def test_a_server_that_cannot_count_is_asked_once() -> None:
    with serve(default=Refusal(404, "not_found_error")) as server:
        provider = Provider(server.url)
        assert count_tokens(provider, "key", REQUEST) is None
        assert count_tokens(provider, "key", REQUEST) is None
    assert len(server.requests) == 1


def test_a_server_in_trouble_is_asked_again_another_time() -> None:
    with serve(Refusal(529, "overloaded_error"), Refusal(200, body='{"input_tokens": 7}')) as server:
        provider = Provider(server.url)
        assert count_tokens(provider, "key", REQUEST) is None
        assert count_tokens(provider, "key", REQUEST) == 7


def test_an_answer_without_a_number_leaves_the_estimate() -> None:
    with serve(Refusal(200, body="{}")) as server:
        assert count_tokens(Provider(server.url), "key", REQUEST) is None


def test_at_most_four_cache_markers_and_none_but_at_the_ends() -> None:
    parameters = request_parameters(REQUEST, "m", 10)
    assert str(parameters).count("cache_control") == 3
    assert "cache_control" in str(parameters["system"][-1])
    assert ["cache_control" in str(message) for message in parameters["messages"]] == [False] * 5 + [True] * 2
