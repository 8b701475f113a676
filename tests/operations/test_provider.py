"""The verbs on the model's server: keys without a keyring, models and checks against a local server."""

from collections.abc import Iterator

import pytest
from support.messages_server import Ending, MessagesServer, Refusal, Reply, serve

from personaui_desktop.background.operation import Lane
from personaui_desktop.credentials import Credentials, KeySource
from personaui_desktop.errors import ReplyError, ReplyFailure
from personaui_desktop.operations import provider as verbs
from personaui_desktop.records.providers import Provider

ANTHROPIC = Provider()


@pytest.fixture
def credentials() -> Credentials:
    return Credentials({})


@pytest.fixture
def server() -> Iterator[MessagesServer]:
    with serve() as running:
        yield running


def test_keys_do_not_wait_behind_the_network(credentials: Credentials) -> None:
    assert verbs.find_key(credentials, ANTHROPIC).lane is Lane.KEYRING
    assert verbs.store_key(credentials, ANTHROPIC, "k").lane is Lane.KEYRING
    assert verbs.forget_key(credentials, ANTHROPIC).lane is Lane.KEYRING
    assert verbs.list_models(credentials, ANTHROPIC).lane is Lane.OUTSIDE
    assert verbs.check(credentials, ANTHROPIC).lane is Lane.OUTSIDE


def test_a_look_at_a_server_is_brief_and_not_tried_again(
    credentials: Credentials, server: MessagesServer
) -> None:
    provider = Provider(server.url)
    server.models = Refusal(529, "overloaded_error", headers={"retry-after-ms": "1"})
    server.reply_with(server.models)
    for operation in (verbs.list_models(credentials, provider), verbs.check(credentials, provider)):
        with pytest.raises(ReplyError) as caught:
            operation.work()
        assert caught.value.failure is ReplyFailure.OVERLOADED
    assert [request.method for request in server.requests] == ["GET", "POST"]
    assert {request.headers["x-stainless-read-timeout"] for request in server.requests} == {"10.0"}


def test_without_a_keyring_a_key_lasts_for_this_run(credentials: Credentials) -> None:
    assert verbs.find_key(credentials, ANTHROPIC).work() is None
    assert verbs.store_key(credentials, ANTHROPIC, "  secret ").work() is KeySource.THIS_RUN
    assert verbs.find_key(credentials, ANTHROPIC).work() is KeySource.THIS_RUN
    assert verbs.forget_key(credentials, ANTHROPIC).work() is None


def test_the_environment_comes_first_and_is_not_forgotten() -> None:
    credentials = Credentials({"ANTHROPIC_API_KEY": "from outside"})
    verbs.store_key(credentials, ANTHROPIC, "typed").work()
    assert verbs.find_key(credentials, ANTHROPIC).work() is KeySource.ENVIRONMENT
    assert verbs.forget_key(credentials, ANTHROPIC).work() is KeySource.ENVIRONMENT


def test_a_check_needs_no_more_than_the_first_word(credentials: Credentials, server: MessagesServer) -> None:
    server.reply_with(Reply(("Hi", " there"), model="local-1"))
    result = verbs.check(credentials, Provider(server.url, model="local"), "typed").work()
    assert result.model == "local-1"
    assert result.seconds >= 0
    assert server.requests[0].body["model"] == "local"
    assert server.requests[0].headers["authorization"] == "Bearer typed"


def test_a_refused_greeting_is_an_answer_too(credentials: Credentials, server: MessagesServer) -> None:
    server.reply_with(Reply((), stop_reason="refusal"))
    assert verbs.check(credentials, Provider(server.url)).work().model


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (Refusal(401, "authentication_error"), ReplyFailure.WRONG_KEY),
        (Refusal(404, "not_found_error"), ReplyFailure.UNKNOWN_MODEL),
        (Reply((), stop_reason=None, ending=Ending.END_OF_FILE), ReplyFailure.CUT_OFF),
    ],
)
def test_a_check_tells_what_is_wrong(
    credentials: Credentials, server: MessagesServer, answer: Reply | Refusal, failure: ReplyFailure
) -> None:
    server.reply_with(answer)
    with pytest.raises(ReplyError) as caught:
        verbs.check(credentials, Provider(server.url, model="m"), "k").work()
    assert caught.value.failure is failure


def test_a_kept_key_is_used_unless_another_is_typed(credentials: Credentials, server: MessagesServer) -> None:
    provider = Provider(server.url)
    verbs.store_key(credentials, provider, "kept").work()
    verbs.check(credentials, provider).work()
    verbs.check(credentials, provider, "typed").work()
    assert [request.headers["authorization"] for request in server.requests] == [
        "Bearer kept",
        "Bearer typed",
    ]


def test_anthropic_without_a_key_is_not_asked(credentials: Credentials) -> None:
    for operation in (verbs.check(credentials, ANTHROPIC), verbs.list_models(credentials, ANTHROPIC)):
        with pytest.raises(ReplyError, match="no key"):
            operation.work()


def test_models_being_retired_come_last(credentials: Credentials, server: MessagesServer) -> None:
    server.models = {
        "data": [
            {"id": "old", "display_name": "Old", "lifecycle": "deprecated", "type": "model"},
            {"id": "new"},
        ]
    }
    models = verbs.list_models(credentials, Provider(server.url)).work()
    assert [(model.model_id, model.is_deprecated) for model in models] == [("new", False), ("old", True)]


def test_a_server_without_a_list_says_so(credentials: Credentials, server: MessagesServer) -> None:
    server.models = Refusal(404, "not_found_error")
    with pytest.raises(ReplyError):
        verbs.list_models(credentials, Provider(server.url)).work()
