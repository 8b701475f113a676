import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop import paths
from personaui_desktop.conversation.prices import FILE_NAME, estimate, load_prices, prices_in_force

OWN = {
    "as_of": "2027-01-01",
    "models": {"mine": [{"input": "1", "output": "2", "cache_read": "0.5"}]},
}


def test_a_known_model_costs_what_the_table_says() -> None:
    assert estimate("claude-sonnet-5-5", 1_000_000, 100_000) == Decimal(3)
    assert estimate("claude-opus-5-5", 500, 120) == Decimal("0.0044")


def test_the_cache_is_cheaper_to_read_and_dearer_to_write() -> None:
    assert estimate("claude-sonnet-5-5", 0, 0, cache_read=1_000_000) == Decimal("0.1")
    assert estimate("claude-sonnet-5-5", 0, 0, cache_write=1_000_000) == Decimal("2.5")


def test_what_the_cache_costs_is_each_models_own_price() -> None:
    shares = {
        model: tiers[0].cache_read / tiers[0].input
        for model, tiers in load_prices(paths.data_dir()).models.items()
    }
    assert shares == {
        "claude-fable-5-1": Decimal("0.025"),
        "claude-opus-5-5": Decimal("0.05"),
        "claude-opus-5": Decimal("0.1"),
        "claude-sonnet-5-5": Decimal("0.05"),
        "claude-haiku-5-5": Decimal("0.1"),
    }


def test_without_a_price_for_the_cache_what_uses_it_is_unknown(data_dir: Path) -> None:
    (data_dir / FILE_NAME).write_text(json.dumps(OWN), encoding="utf-8")
    assert estimate("mine", 1_000_000, 1_000_000) == Decimal(3)
    assert estimate("mine", 0, 0, cache_read=1_000_000) == Decimal("0.5")
    assert estimate("mine", 0, 0, cache_write=1) is None
    assert estimate("mine", 10, 10, cache_read=1, cache_write=1) is None


def test_the_size_of_the_whole_prompt_decides_the_tier() -> None:
    assert estimate("claude-haiku-5-5", 100_000, 0) == Decimal("0.01")
    assert estimate("claude-haiku-5-5", 1, 0, cache_read=100_000) == Decimal("0.0050005")
    assert estimate("claude-haiku-5-5", 200_000, 1_000) == Decimal("0.1025")


def test_an_unknown_model_has_no_price_rather_than_none_to_pay() -> None:
    assert estimate("llama3", 1_000, 1_000) is None
    assert estimate("", 0, 0) is None
    assert estimate("claude-sonnet-5-5-mini", 1, 1) is None


def test_a_dated_id_is_priced_as_its_model() -> None:
    assert estimate("claude-haiku-5-5-20260901", 1_000, 0) == estimate("claude-haiku-5-5", 1_000, 0)


def test_the_persons_own_table_wins_as_soon_as_it_is_there(data_dir: Path) -> None:
    assert estimate("mine", 1, 1) is None
    (data_dir / FILE_NAME).write_text(json.dumps(OWN), encoding="utf-8")
    assert estimate("mine", 0, 0, cache_read=2_000_000) == Decimal(1)
    assert estimate("claude-sonnet-5-5", 1, 1) is None
    assert prices_in_force().is_own
    (data_dir / FILE_NAME).unlink()
    assert not prices_in_force().is_own


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '{"models": {}}',
        '{"as_of": 1, "models": []}',
        '{"as_of": "", "models": {"m": [{"input": "much", "output": "2"}]}}',
        '{"as_of": "", "models": {"m": [{"input": "-1", "output": "2"}]}}',
        '{"as_of": "", "models": {"m": [{"up_to_tokens": "x", "input": "1", "output": "2"}]}}',
        '{"as_of": "", "models": {"m": [{"input": "1"}]}}',
        '{"as_of": "", "models": {"m": [{"input": "1", "output": "2", "cache_read": "free"}]}}',
        '{"as_of": "", "models": {"m": [{"input": "1", "output": "2", "cache_write": -1}]}}',
        '{"as_of": "", "models": {"m": 3}}',
    ],
)
def test_a_damaged_table_of_ones_own_is_said_and_the_shipped_one_counts(data_dir: Path, content: str) -> None:
    (data_dir / FILE_NAME).write_text(content, encoding="utf-8")
    table = load_prices(data_dir)
    assert "has a mistake in it" in str(table.problem)
    assert table.models == load_prices(data_dir / "elsewhere").models


def test_a_table_of_ones_own_that_cannot_be_read_is_said(data_dir: Path) -> None:
    (data_dir / FILE_NAME).mkdir()
    table = load_prices(data_dir)
    assert str(table.problem) == "Your prices.json cannot be read: it is a folder."
    assert table.models == load_prices(data_dir / "elsewhere").models


def test_the_shipped_table_is_dated_and_whole() -> None:
    table = load_prices(paths.data_dir())
    assert table.as_of >= "2026-11-23"
    assert not table.problem
    for tiers in table.models.values():
        assert tiers[-1].up_to_tokens is None
        assert all(tier.cache_read is not None and tier.cache_write is not None for tier in tiers)


tokens = st.integers(0, 2_000_000)


@given(st.sampled_from(["claude-haiku-5-5", "claude-opus-5"]), tokens, tokens, tokens, tokens)
def test_more_tokens_never_cost_less(model: str, fresh: int, said: int, read: int, written: int) -> None:
    cost = estimate(model, fresh, said, read, written)
    more = estimate(model, fresh + 1, said + 1, read + 1, written + 1)
    assert cost is not None
    assert more is not None
    assert 0 <= cost < more
