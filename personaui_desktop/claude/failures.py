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
from personaui_desktop.records.endings import Ending

if TYPE_CHECKING:
    from anthropic import APIStatusError

QUOTED_CHARACTERS = 240
LONGEST_TOLD_SECONDS = 7 * 24 * 60 * 60
"""A server that asks for a longer wait than that is hardly serious."""

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


class Addressee(NamedTuple):
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


def reply_error(raised: Exception, asked: Addressee, *, is_under_way: bool = False) -> ReplyError | None:
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
def answers_understood(asked: Addressee) -> Iterator[None]:
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


def status_failure(error: "APIStatusError", asked: Addressee) -> ReplyError:
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


def connection_failure(error: BaseException, asked: Addressee) -> ReplyError:
    """What it means that no answer came at all."""
    # By name: the types lie in libraries that are not loaded before they are used.
    names = {type(cause).__name__ for cause in _causes(error)}
    if "SSLCertVerificationError" in names:
        return ReplyError(
            ReplyFailure.NO_NETWORK,
            Ending.NOT_TRUSTED.value.filled(server=asked.server),
            Ending.CHECK_CERTIFICATES.value,
        )
    if names & {"UnsupportedProtocol", "InvalidURL"}:
        return wrong_address(asked)
    if names & {"RemoteProtocolError", "ReadError", "WriteError"}:
        return ReplyError(
            ReplyFailure.NO_NETWORK,
            Ending.CLOSED_BY_SERVER.value.filled(server=asked.server),
            Ending.CHECK_LOG.value,
        )
    if any(name.endswith("Timeout") or name == "APITimeoutError" for name in names):
        return silent(asked)
    if asked.is_local:
        remedy = Ending.START_SERVER.value
        return ReplyError(
            ReplyFailure.NO_NETWORK,
            Ending.NOBODY_ANSWERS.value.filled(address=asked.address),
            remedy,
        )
    remedy = Ending.CHECK_NETWORK.value
    return ReplyError(
        ReplyFailure.NO_NETWORK,
        Ending.UNREACHABLE.value.filled(server=asked.server),
        remedy,
    )


def silent(asked: Addressee) -> ReplyError:
    """The server was waited for long enough."""
    return ReplyError(
        ReplyFailure.NO_NETWORK,
        Ending.TOO_SLOW.value.filled(server=asked.server),
        Ending.TRY_AGAIN.value,
    )


def cut_off() -> ReplyError:
    """The connection broke in the middle of a reply."""
    return ReplyError(
        ReplyFailure.CUT_OFF,
        Ending.CUT_OFF.value,
        Ending.CONTINUE.value,
    )


def wrong_address(asked: Addressee) -> ReplyError:
    """The address leads nowhere, or to something that is not the Messages API."""
    return ReplyError(ReplyFailure.WRONG_ADDRESS, *_sentences(ReplyFailure.WRONG_ADDRESS, asked))


def redirected(asked: Addressee) -> ReplyError:
    """The server sends its visitors elsewhere, where neither the key nor the conversation is taken."""
    return ReplyError(
        ReplyFailure.WRONG_ADDRESS,
        Ending.REDIRECTED.value.filled(server=asked.server),
        Ending.ENTER_FINAL_ADDRESS.value,
    )


def not_understood(asked: Addressee) -> ReplyError:
    """The server answered with something that is no reply."""
    return ReplyError(
        ReplyFailure.SERVER,
        Ending.NOT_UNDERSTOOD.value.filled(server=asked.server),
        Ending.CHECK_API.value,
    )


def unusable_key() -> ReplyError:
    """The key cannot even be sent."""
    return ReplyError(
        ReplyFailure.WRONG_KEY,
        Ending.UNUSABLE_KEY.value,
        Ending.ENTER_KEY.value,
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


def _sentences(failure: ReplyFailure, asked: Addressee) -> tuple[Phrase, Phrase]:
    server = asked.server
    table = {
        ReplyFailure.WRONG_KEY: (
            Ending.WRONG_KEY.value.filled(server=server),
            Ending.CHECK_KEY.value,
        ),
        ReplyFailure.NO_CREDIT: (
            Ending.NO_CREDIT.value.filled(server=server),
            Ending.ADD_CREDIT.value,
        ),
        ReplyFailure.NOT_ALLOWED: (
            Ending.NOT_ALLOWED.value.filled(server=server),
            Ending.CHECK_SETTINGS.value,
        ),
        ReplyFailure.UNKNOWN_MODEL: (
            _unknown_model(asked),
            Ending.CHOOSE_MODEL.value,
        ),
        ReplyFailure.WRONG_ADDRESS: (
            Ending.NO_API.value.filled(address=asked.address),
            Ending.CHECK_SETTINGS.value,
        ),
        ReplyFailure.TOO_LONG: (
            Ending.TOO_LONG.value,
            Ending.SEND_LESS.value,
        ),
        ReplyFailure.RATE_LIMITED: (
            Ending.RATE_LIMITED.value.filled(server=server),
            Ending.TRY_AGAIN.value,
        ),
        ReplyFailure.OVERLOADED: (
            Ending.OVERLOADED.value.filled(server=server),
            Ending.TRY_AGAIN.value,
        ),
        ReplyFailure.OUTCOME_UNKNOWN: (
            Ending.OUTCOME_UNKNOWN.value.filled(server=server),
            Ending.MAY_CHARGE_TWICE.value,
        ),
        ReplyFailure.BAD_REQUEST: (
            Ending.REJECTED.value.filled(server=server),
            Ending.CHECK_SETTINGS.value,
        ),
        ReplyFailure.SERVER: (
            Ending.WENT_WRONG.value.filled(server=server),
            Ending.TRY_AGAIN.value,
        ),
    }
    return table[failure]


def _unknown_model(asked: Addressee) -> Phrase:
    retired = retired_on(asked.model) if is_anthropic(asked.address) else None
    if retired is not None:
        return Ending.RETIRED_MODEL.value.filled(model=asked.model, retired=retired)
    if not asked.model:
        return Ending.MODEL_NOT_KNOWN.value.filled(server=asked.server)
    unknown = Ending.UNKNOWN_MODEL.value
    return unknown.filled(server=asked.server, model=asked.model)


def _when_again(seconds: float) -> Phrase:
    if not 0 < seconds < LONGEST_TOLD_SECONDS:
        return Ending.TRY_AGAIN.value
    if seconds < 120:
        wait = Ending.WAIT_SECONDS.value
        return wait.of(max(1, round(seconds)))
    if seconds < 2 * 60 * 60:
        return Ending.WAIT_MINUTES.value.of(ceil(seconds / 60))
    return Ending.WAIT_HOURS.value.of(ceil(seconds / 3600))


def _with_its_words(sentence: Phrase, error: "APIStatusError") -> Phrase:
    """The sentence, and what the server itself says, on one line, shortened, without the key."""
    words = shown(str(error.api_message or ""), QUOTED_CHARACTERS)
    both = Ending.IT_SAYS.value.filled(sentence=sentence, words=words)
    return both if words else sentence


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
