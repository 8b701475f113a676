from decimal import Decimal
from pathlib import Path

import pytest
from support.files import rows_of
from support.on_file import read, write

from personaui_desktop.conversation.costs import from_nano
from personaui_desktop.database import create_session
from personaui_desktop.database.receipts import MEMORY, Spent, session_spending, spending_since
from personaui_desktop.operations.settling import settle_errand
from personaui_desktop.records.messages import ReplyStatus
from personaui_desktop.records.replies import ReplyOutcome, Usage

MODEL = "claude-haiku-5-5"
USED = Usage(2000, 100, 500, 300)


@pytest.fixture
def session() -> int:
    return create_session("Storm")


def spent(session: int) -> Spent:
    assert read(session_spending, session) == read(spending_since, "")
    return read(session_spending, session)


def test_a_memory_costs_by_the_models_prices(session: int, data_dir: Path) -> None:
    outcome = ReplyOutcome(ReplyStatus.COMPLETE, None, MODEL, "end_turn", USED)
    assert write(settle_errand, session, MEMORY, outcome, has_text=True)
    (row,) = rows_of(data_dir / "main.db", "spending")
    assert (row["purpose"], row["model"]) == ("memory", MODEL)
    assert (
        Usage(*(row[f"{name}_tokens"] for name in ("input", "output", "cache_read", "cache_write"))) == USED
    )
    assert from_nano(row["cost_nano"]) == Decimal("0.0002925")
    assert spent(session) == Spent(292_500, 1, 0)


@pytest.mark.parametrize(
    ("outcome", "has_text"),
    [
        (ReplyOutcome(ReplyStatus.COMPLETE, None, "llama3", "end_turn", USED), True),
        (ReplyOutcome(ReplyStatus.INTERRUPTED, "It broke off.", MODEL, None, Usage(2000)), True),
        (ReplyOutcome(ReplyStatus.FAILED, "Overloaded.", MODEL, None, Usage(2000)), False),
        (ReplyOutcome(ReplyStatus.STOPPED, model=MODEL), False),
        (ReplyOutcome(ReplyStatus.STOPPED), True),
    ],
)
def test_what_is_not_known_to_the_end_is_counted_as_unknown(
    session: int, outcome: ReplyOutcome, has_text: bool
) -> None:
    assert write(settle_errand, session, MEMORY, outcome, has_text=has_text)
    assert spent(session) == Spent(0, 1, 1)


@pytest.mark.parametrize(
    "outcome",
    [
        ReplyOutcome(ReplyStatus.COMPLETE, None, "Demo companion", "end_turn"),
        ReplyOutcome(ReplyStatus.FAILED, "There is no such model."),
        ReplyOutcome(ReplyStatus.STOPPED),
    ],
)
def test_what_no_server_worked_for_is_not_noted(session: int, outcome: ReplyOutcome) -> None:
    assert not write(settle_errand, session, MEMORY, outcome, has_text=outcome.model == "Demo companion")
    assert spent(session) == Spent()
