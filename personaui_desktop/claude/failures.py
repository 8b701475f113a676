"""Turns what the SDK raises into a sentence for the person and what they can do, by type and status."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from personaui_desktop.claude.retired import retired_on
from personaui_desktop.claude.told import shown
from personaui_desktop.claude.waiting import OUTCOME_UNKNOWN, seconds_to_wait
from personaui_desktop.credentials import is_anthropic
from personaui_desktop.errors import ReplyError, ReplyFailure
from personaui_desktop.phrases import Phrase

if TYPE_CHECKING:
    from anthropic import APIStatusError

QUOTED_CHARACTERS = 240
LONGEST_TOLD_SECONDS = 7 * 24 * 60 * 60
"""A server that asks for a longer wait than that is hardly serious."""

_TRY_AGAIN = Phrase("Claude", "Try again in a moment.")
_SETTINGS = Phrase("Claude", "Check the connection settings.")

_BY_TYPE = {
    "authentication_error": ReplyFailure.WRONG_KEY,
    "billing_error": ReplyFailure.NO_CREDIT,
    "permission_error": ReplyFailure.NOT_ALLOWED,
    "not_found_error": ReplyFailure.UNKNOWN_MODEL,
    "request_too_large": ReplyFailure.TOO_LONG,
    "rate_limit_error": ReplyFailure.RATE_LIMITED,
    "overloaded_error": ReplyFailure.OVERLOADED,
    "timeout_error": ReplyFailure.SERVER,
    "api_error": ReplyFailure.SERVER,
}
_BY_STATUS = {
    401: ReplyFailure.WRONG_KEY,
    402: ReplyFailure.NO_CREDIT,
    403: ReplyFailure.NOT_ALLOWED,
    404: ReplyFailure.WRONG_ADDRESS,
    405: ReplyFailure.WRONG_ADDRESS,
    408: ReplyFailure.SERVER,
    413: ReplyFailure.TOO_LONG,
    429: ReplyFailure.RATE_LIMITED,
    503: ReplyFailure.OVERLOADED,
    529: ReplyFailure.OVERLOADED,
}


class Asked(NamedTuple):
    """Who was asked for what, as the sentences name it."""

    address: str
    model: str = ""

    @property
    def server(self) -> str:
        """The server as a sentence names it."""
        return "Anthropic" if is_anthropic(self.address) else self.address

    @property
    def is_local(self) -> bool:
        """Whether the server runs on this computer."""
        try:
            host = urlsplit(self.address).hostname or ""
        except ValueError:
            return False
        return host in {"localhost", "::1"} or host.startswith("127.")


def reply_error(raised: Exception, asked: Asked, *, is_under_way: bool = False) -> ReplyError | None:
    """The known failure that an exception of the SDK or its transport means; ``None`` for a bug of ours.

    Args:
        raised: the exception.
        asked: who was asked for what.
        is_under_way: whether a part of the reply had arrived.
    """
    from anthropic import APIConnectionError, APIError, APIStatusError
    from httpx2 import HTTPError, InvalidURL

    if isinstance(raised, ReplyError):
        return raised
    if isinstance(raised, APIStatusError):
        return status_failure(raised, asked)
    if isinstance(raised, APIConnectionError | HTTPError | InvalidURL):
        return cut_off() if is_under_way else connection_failure(raised, asked)
    return not_understood(asked) if isinstance(raised, APIError) else None


@contextmanager
def answers_understood(asked: Asked) -> Iterator[None]:
    """Around calls of the SDK alone: what it cannot take in of an answer is the server's doing.

    Raises:
        ReplyError: broken, oddly shaped or endlessly nested JSON, numbers beyond all bounds, a wrongly named
            encoding.
    """
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # Not chained: what the SDK raised holds the request, and that the key.
        raise not_understood(asked) from None


def status_failure(error: "APIStatusError", asked: Asked) -> ReplyError:
    """What an error answer means, or an error event in the middle of a stream (whose status is 200)."""
    if error.response.is_redirect:
        return redirected(asked)
    failure = _kind(error)
    message, remedy = _sentences(failure, asked)
    if failure in {ReplyFailure.RATE_LIMITED, ReplyFailure.OVERLOADED}:
        remedy = _when_again(seconds_to_wait(error.response.headers))
    elif failure in {ReplyFailure.BAD_REQUEST, ReplyFailure.NOT_ALLOWED, ReplyFailure.SERVER}:
        message = _with_its_words(message, error)
    return ReplyError(failure, message, remedy)


def connection_failure(error: BaseException, asked: Asked) -> ReplyError:
    """What it means that no answer came at all."""
    # By name: the types lie in libraries that are not loaded before they are used.
    names = {type(cause).__name__ for cause in _causes(error)}
    if "SSLCertVerificationError" in names:
        return ReplyError(
            ReplyFailure.NO_NETWORK,
            Phrase("Claude", "Nothing was sent: the certificate of {server} is not trusted.").filled(
                server=asked.server
            ),
            Phrase("Claude", "Check the address, and this computer's clock and certificates."),
        )
    if names & {"UnsupportedProtocol", "InvalidURL"}:
        return wrong_address(asked)
    if names & {"RemoteProtocolError", "ReadError", "WriteError"}:
        return ReplyError(
            ReplyFailure.NO_NETWORK,
            Phrase("Claude", "{server} closed the connection without an answer.").filled(server=asked.server),
            Phrase("Claude", "Try again. If it keeps happening, check the server's own log."),
        )
    if any(name.endswith("Timeout") or name == "APITimeoutError" for name in names):
        return silent(asked)
    if asked.is_local:
        remedy = Phrase("Claude", "Start the server, or check its address in the settings.")
        return ReplyError(
            ReplyFailure.NO_NETWORK,
            Phrase("Claude", "No server answers at {address}.").filled(address=asked.address),
            remedy,
        )
    remedy = Phrase("Claude", "Check the internet connection and try again.")
    return ReplyError(
        ReplyFailure.NO_NETWORK,
        Phrase("Claude", "{server} could not be reached.").filled(server=asked.server),
        remedy,
    )


def silent(asked: Asked) -> ReplyError:
    """The server was waited for long enough."""
    return ReplyError(
        ReplyFailure.NO_NETWORK,
        Phrase("Claude", "{server} did not answer in time.").filled(server=asked.server),
        _TRY_AGAIN,
    )


def cut_off() -> ReplyError:
    """The connection broke in the middle of a reply."""
    return ReplyError(
        ReplyFailure.CUT_OFF,
        Phrase("Claude", "The connection was lost before the reply was complete."),
        Phrase("Claude", "Continue the reply, or try again."),
    )


def wrong_address(asked: Asked) -> ReplyError:
    """The address leads nowhere, or to something that is not the Messages API."""
    return ReplyError(ReplyFailure.WRONG_ADDRESS, *_sentences(ReplyFailure.WRONG_ADDRESS, asked))


def redirected(asked: Asked) -> ReplyError:
    """The server sends its visitors elsewhere, where neither the key nor the conversation is taken."""
    return ReplyError(
        ReplyFailure.WRONG_ADDRESS,
        Phrase("Claude", "{server} redirects to another address. Nothing was sent there.").filled(
            server=asked.server
        ),
        Phrase("Claude", "Enter the server's final address in the settings. It may begin with https."),
    )


def not_understood(asked: Asked) -> ReplyError:
    """The server answered with something that is no reply."""
    return ReplyError(
        ReplyFailure.SERVER,
        Phrase("Claude", "{server} sent an answer that cannot be read.").filled(server=asked.server),
        Phrase("Claude", "Try again, or check that the server offers Claude's Messages API."),
    )


def unusable_key() -> ReplyError:
    """The key cannot even be sent."""
    return ReplyError(
        ReplyFailure.WRONG_KEY,
        Phrase("Claude", "The key contains characters that cannot be part of a key."),
        Phrase("Claude", "Enter it again in the settings."),
    )


def _kind(error: "APIStatusError") -> ReplyFailure:
    if error.error_code == OUTCOME_UNKNOWN:
        return ReplyFailure.OUTCOME_UNKNOWN
    by_type = _BY_TYPE.get(str(error.type))
    if by_type is not None:
        return by_type
    if error.status_code in _BY_STATUS:
        return _BY_STATUS[error.status_code]
    if error.status_code >= 500 or error.status_code < 400:
        return ReplyFailure.SERVER
    # The API has answered "out of credit" as a plain 400 as well, told apart by nothing but its text.
    if error.status_code == 400 and "credit balance" in str(error.api_message).lower():
        return ReplyFailure.NO_CREDIT
    return ReplyFailure.BAD_REQUEST


def _sentences(failure: ReplyFailure, asked: Asked) -> tuple[Phrase, Phrase]:
    server = asked.server
    table = {
        ReplyFailure.WRONG_KEY: (
            Phrase("Claude", "{server} does not accept this key.").filled(server=server),
            Phrase("Claude", "Check the key in the settings."),
        ),
        ReplyFailure.NO_CREDIT: (
            Phrase("Claude", "Your account at {server} has no credit left.").filled(server=server),
            Phrase("Claude", "Add credit, or use another key."),
        ),
        ReplyFailure.NOT_ALLOWED: (
            Phrase("Claude", "{server} does not allow this with your key.").filled(server=server),
            _SETTINGS,
        ),
        ReplyFailure.UNKNOWN_MODEL: (
            _unknown_model(asked),
            Phrase("Claude", "Choose another model in the settings."),
        ),
        ReplyFailure.WRONG_ADDRESS: (
            Phrase("Claude", "There is no Messages API at {address}.").filled(address=asked.address),
            _SETTINGS,
        ),
        ReplyFailure.TOO_LONG: (
            Phrase("Claude", "This conversation is too long for the model."),
            Phrase("Claude", "Send fewer recent messages (see the settings), or start a new conversation."),
        ),
        ReplyFailure.RATE_LIMITED: (
            Phrase("Claude", "{server} is getting too many requests.").filled(server=server),
            _TRY_AGAIN,
        ),
        ReplyFailure.OVERLOADED: (
            Phrase("Claude", "{server} is overloaded.").filled(server=server),
            _TRY_AGAIN,
        ),
        ReplyFailure.OUTCOME_UNKNOWN: (
            Phrase("Claude", "{server} does not know whether it handled the request.").filled(server=server),
            Phrase("Claude", "You can try again, but may be charged twice."),
        ),
        ReplyFailure.BAD_REQUEST: (
            Phrase("Claude", "{server} rejected the request.").filled(server=server),
            _SETTINGS,
        ),
        ReplyFailure.SERVER: (
            Phrase("Claude", "Something went wrong at {server}.").filled(server=server),
            _TRY_AGAIN,
        ),
    }
    return table[failure]


def _unknown_model(asked: Asked) -> Phrase:
    retired = retired_on(asked.model) if is_anthropic(asked.address) else None
    if retired is not None:
        return Phrase("Claude", "Anthropic retired the model {model} on {retired}.").filled(
            model=asked.model, retired=retired
        )
    if not asked.model:
        return Phrase("Claude", "{server} does not know this model.").filled(server=asked.server)
    unknown = Phrase("Claude", "{server} does not know the model {model}.")
    return unknown.filled(server=asked.server, model=asked.model)


def _when_again(seconds: float) -> Phrase:
    if not 0 < seconds < LONGEST_TOLD_SECONDS:
        return _TRY_AGAIN
    if seconds < 120:
        wait = Phrase("Claude", "Try again in {n} second.|Try again in {n} seconds.")
        return wait.of(max(1, round(seconds)))
    if seconds < 2 * 60 * 60:
        return Phrase("Claude", "Try again in {n} minute.|Try again in {n} minutes.").of(ceil(seconds / 60))
    return Phrase("Claude", "Try again in {n} hour.|Try again in {n} hours.").of(ceil(seconds / 3600))


def _with_its_words(sentence: Phrase, error: "APIStatusError") -> Phrase:
    """The sentence, and what the server itself says, on one line, shortened, without the key."""
    words = shown(str(error.api_message or ""), QUOTED_CHARACTERS)
    both = Phrase("Claude", "{sentence} It says: “{words}”").filled(sentence=sentence, words=words)
    return both if words else sentence


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
