"""Why a piece of a context plan is sent or left out."""

from enum import Enum


class Reason(Enum):
    """Its value is the code by which receipts keep it; the words for it are made where it is shown."""

    ALWAYS = "always"
    FITS = "active memory"
    PINNED = "pinned memory"
    NEWEST = "newest memory"
    RELEVANT = "relevant memory"
    NO_ROOM = "no room"
    OTHER_BRANCH = "other branch"
    RECENT = "recent message"
    ANSWERED = "answered"
    OPENING = "opening"
    TOLD_WHEN = "time"
    TOO_OLD = "too old"
    BLANK = "blank"
    STREAMING = "streaming"
    REFUSED = "refused"
    BROKEN_OFF = "broken off"
    UNANSWERED = "unanswered"
    CONTINUED = "continued"
    ASKS_FOR_THE_REST = "asks for the rest"
    NOTHING_TO_ANSWER = "nothing to answer"
    INSTRUCTED = "instructed"
    ASKS_FOR_MORE = "asks for more"
    ASKS_FOR_A_TURN = "asks for a turn"
    HIDDEN = "hidden"
    DRAFT = "draft"
    NOT_WRITTEN = "not written"
    UNKNOWN = "unknown"
    """A later program's, which this one does not know."""


def reason_of(code: str) -> Reason:
    """The reason that a receipt keeps by a code, or that an earlier one keeps by a sentence."""
    try:
        return Reason(code)
    except ValueError:
        return _BEFORE_CODES.get(code, Reason.UNKNOWN)


_BEFORE_CODES = {
    "is always sent": Reason.ALWAYS,
    "is an active memory": Reason.FITS,
    "is a pinned memory": Reason.PINNED,
    "is one of the newest memories": Reason.NEWEST,
    "is about what was said last": Reason.RELEVANT,
    "does not fit into the memories' share": Reason.NO_ROOM,
    "is one of the newest messages": Reason.RECENT,
    "is the message to be answered": Reason.ANSWERED,
    "opened the conversation": Reason.OPENING,
    "tells when the next message was written": Reason.TOLD_WHEN,
    "is older than the messages that are sent": Reason.TOO_OLD,
    "is empty": Reason.BLANK,
    "is still being written": Reason.STREAMING,
    "was declined by the model": Reason.REFUSED,
    "broke off, and nothing was said after it": Reason.BROKEN_OFF,
    "comes after the newest message of the user": Reason.UNANSWERED,
    "is the reply to be continued": Reason.CONTINUED,
    "is sent only with a message to be answered": Reason.NOTHING_TO_ANSWER,
}
