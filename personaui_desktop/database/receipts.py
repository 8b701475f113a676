"""What was sent for each reply, what came of it, and what it cost."""

from typing import NamedTuple

from personaui_desktop.database.checks import check_id, check_text
from personaui_desktop.database.clock import utc_now
from personaui_desktop.database.ending_codes import read_problem
from personaui_desktop.database.file import NamedRow, PersonaFile
from personaui_desktop.database.outcomes import storable_number, storable_text, storable_usage, usage_of
from personaui_desktop.database.reading import (
    blob,
    moment,
    moment_or_none,
    text_or_none,
    whole,
    whole_or_none,
)
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.replies import ReplyOutcome, Usage

NANO = 1_000_000_000
"""Costs are whole billionths of a dollar, so that sums are exact."""
REPLY, MEMORY, TITLE, DRAFT, AFTERTHOUGHT = "reply", "memory", "title", "draft", "afterthought"
"""What money was spent for."""


class StoredReceipt(NamedTuple):
    """A receipt as it lies in the file, with how its reply ended. Times are UTC text."""

    message_id: int
    system: bytes
    content: bytes
    sent_at: str
    cost_nano: int | None
    prices_of: str | None
    status: str | None
    problem: Phrase | str | None
    model: str | None
    stop_reason: str | None
    usage: Usage
    first_text_ms: int | None
    updated_at: str | None
    effort: str | None = None


class Spent(NamedTuple):
    """What was spent in billionths of a dollar, on how many requests, and how many have no known price."""

    cost_nano: int = 0
    requests: int = 0
    unknown: int = 0

    def plus(self, other: "Spent") -> "Spent":
        """Both together."""
        return Spent(*(one + another for one, another in zip(self, other, strict=True)))


def store_receipt(
    file: PersonaFile, message_id: int, system_hash: str, system: bytes, content: bytes
) -> None:
    """Keep what is sent for a reply; nothing happens where the message is gone."""
    check_id(message_id, "message")
    check_text(system_hash, "hash")
    file.execute("receipts.delete_receipt", (message_id,))
    file.execute("receipts.store_system", (system_hash, system))
    values = (message_id, system_hash, content, utc_now())
    file.execute("receipts.store_receipt", values)
    file.execute("receipts.delete_unused_system", (system_hash,))


def record_spending(
    file: PersonaFile,
    session_id: int | None,
    purpose: str,
    model: str | None,
    usage: Usage,
    cost_nano: int | None,
) -> None:
    """Note that a model was asked and what it cost; ``None`` where its price is not known."""
    if session_id is not None:
        check_id(session_id, "session")
    check_text(purpose, "purpose")
    _insert_spending(file, session_id, purpose, model, usage, cost_nano)


def settle_reply(
    file: PersonaFile,
    message_id: int,
    session_id: int,
    outcome: ReplyOutcome,
    cost_nano: int | None,
    prices_of: str,
) -> None:
    """Note what a reply cost, beside its receipt and among all that was spent.

    Args:
        file: the persona's.
        message_id: the reply, which need not exist any more.
        session_id: its session.
        outcome: with the tokens that the server counted.
        cost_nano: in billionths of a dollar; ``None`` where the price is not known.
        prices_of: the day of the price table.
    """
    check_id(message_id, "message")
    check_id(session_id, "session")
    check_text(prices_of, "day")
    values = (storable_number(cost_nano), prices_of, message_id)
    file.execute("receipts.settle_receipt", values)
    _insert_spending(file, session_id, REPLY, outcome.model, outcome.usage, cost_nano)


def get_receipt(file: PersonaFile, message_id: int) -> StoredReceipt | None:
    """What was sent for a reply, or ``None`` where that was not noted."""
    found = file.named("receipts.get_receipt", (check_id(message_id, "message"),))
    return next(map(_receipt, found), None)


def newest_receipt(file: PersonaFile, session_id: int) -> StoredReceipt | None:
    """What was sent last in a session, if that was for one of its newest messages."""
    values = (check_id(session_id, "session"),)
    found = file.execute("receipts.newest_receipt_id", values).fetchone()[0]
    return None if found is None else get_receipt(file, found)


def session_spending(file: PersonaFile, session_id: int) -> Spent:
    """What a session cost, with replies that were asked for anew or deleted since."""
    values = (check_id(session_id, "session"),)
    return _spent(*file.named("receipts.session_spending", values))


def spending_since(file: PersonaFile, since: str) -> Spent:
    """What a persona cost since a time, UTC text; an empty text is for ever."""
    return _spent(*file.named("receipts.spending_since", (check_text(since, "time"),)))


def usual_output(file: PersonaFile, session_id: int) -> int | None:
    """How many tokens the session's last replies had on average, or ``None`` before the first."""
    values = (check_id(session_id, "session"),)
    return whole_or_none(file.execute("receipts.usual_output", values).fetchone()[0])


def _receipt(row: NamedRow) -> StoredReceipt:
    return StoredReceipt(
        row["message_id"],
        system=blob(row["system"]),
        content=blob(row["content"]),
        sent_at=moment(row["sent_at"]),
        cost_nano=whole_or_none(row["cost_nano"]),
        prices_of=text_or_none(row["prices_of"]),
        status=text_or_none(row["status"]),
        problem=read_problem(text_or_none(row["problem"])),
        model=text_or_none(row["model"]),
        stop_reason=text_or_none(row["stop_reason"]),
        usage=usage_of(row),
        first_text_ms=whole_or_none(row["first_text_ms"]),
        updated_at=moment_or_none(row["updated_at"]),
        effort=text_or_none(row["effort"]),
    )


def _spent(row: NamedRow) -> Spent:
    return Spent(**{name: whole(value) for name, value in row.items()})


def _insert_spending(
    file: PersonaFile,
    session_id: int | None,
    purpose: str,
    model: str | None,
    usage: Usage,
    cost_nano: int | None,
) -> None:
    of_server = (storable_text(model), *storable_usage(usage), storable_number(cost_nano))
    values = (session_id, utc_now(), purpose, *of_server)
    file.execute("receipts.insert_spending", values)
