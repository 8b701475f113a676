import ssl

import pytest
from anthropic import APIConnectionError, APITimeoutError
from httpx2 import ConnectError, InvalidURL, Request, UnsupportedProtocol

from personaui_desktop.claude.failures import Addressee, connection_failure, reply_error
from personaui_desktop.errors import ReplyFailure

ANTHROPIC = Addressee("https://api.anthropic.com", "claude-x")
LOCAL = Addressee("http://localhost:11434", "llama")
REQUEST = Request("POST", "https://api.anthropic.com")


def caused_by(cause: Exception) -> APIConnectionError:
    error = APIConnectionError(request=REQUEST)
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "asked", "words"),
    [
        (caused_by(ConnectError("no")), ANTHROPIC, "Anthropic could not be reached."),
        (caused_by(ConnectError("no")), LOCAL, "No server answers at http://localhost:11434."),
        (APITimeoutError(REQUEST), ANTHROPIC, "Anthropic did not answer in time."),
        (caused_by(ssl.SSLCertVerificationError()), ANTHROPIC, "certificate of Anthropic is not trusted"),
        (caused_by(UnsupportedProtocol("x")), Addressee("x"), "no Messages API at x"),
    ],
)
def test_no_answer_at_all(error: Exception, asked: Addressee, words: str) -> None:
    known = connection_failure(error, asked)
    assert words in str(known)
    assert str(known.remedy)


def test_what_is_no_failure_of_the_world_is_not_hidden() -> None:
    assert reply_error(ZeroDivisionError(), ANTHROPIC) is None
    known = reply_error(InvalidURL("x"), ANTHROPIC)
    assert known is not None
    assert known.failure is ReplyFailure.WRONG_ADDRESS


def test_who_was_asked_is_named_without_the_key() -> None:
    assert "secret" not in repr(Addressee("http://a", "m"))
    assert [
        Addressee(a).is_local for a in ("http://127.0.0.1:1", "http://[::1]:1", "http://a", "http://[")
    ] == [
        True,
        True,
        False,
        False,
    ]
