"""What tokens cost: a dated table by model, the person's own copy before the shipped one."""

import json
import re
import threading
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from personaui_desktop import paths
from personaui_desktop.os_errors import why
from personaui_desktop.phrases import Phrase

FILE_NAME = "prices.json"
UNREADABLE = Phrase("Prices", "Your {file} cannot be read: {why}.").filled(file=FILE_NAME)
MISTAKEN = Phrase("Prices", "Your {file} has a mistake in it, so the built-in prices are used.").filled(
    file=FILE_NAME
)
MILLION = Decimal(1_000_000)

_DATED = re.compile(r"-(\d{8}|latest)$")


class Tier(NamedTuple):
    """Prices in dollars a million tokens, for prompts of up to so many tokens; ``None`` is no limit.

    What the cache costs is a price of its own, for it is another part of the input price from model to model;
    ``None`` where it is not known.
    """

    up_to_tokens: int | None
    input: Decimal
    output: Decimal
    cache_read: Decimal | None = None
    cache_write: Decimal | None = None


class PriceTable(NamedTuple):
    """The prices of a day. ``problem`` is a sentence where the person's own file could not be read."""

    as_of: str
    models: dict[str, tuple[Tier, ...]]
    is_own: bool = False
    problem: Phrase | str = ""

    def cost(
        self, model_id: str, input_tokens: int, output_tokens: int, cache_read: int = 0, cache_write: int = 0
    ) -> Decimal | None:
        """Dollars for so many tokens, or ``None`` where a price that this takes is not known.

        Args:
            model_id: the model; a date at its end is not looked at where the id as a whole is not listed.
            input_tokens: those that neither came from the cache nor went into it.
            output_tokens: what the model said.
            cache_read: tokens read from the cache.
            cache_write: tokens written into it.
        """
        tiers = self.models.get(model_id) or self.models.get(_DATED.sub("", model_id))
        if not tiers:
            return None
        tier = _tier_for(tiers, input_tokens + cache_read + cache_write)
        if (cache_read and tier.cache_read is None) or (cache_write and tier.cache_write is None):
            return None
        cached = cache_read * (tier.cache_read or 0) + cache_write * (tier.cache_write or 0)
        return (input_tokens * tier.input + cached + output_tokens * tier.output) / MILLION


class _Loaded:
    """The table in force, read once and again when asked."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._table: PriceTable | None = None
        self._read_from: tuple[Path, int] | None = None

    def table(self) -> PriceTable:
        with self._lock:
            own = paths.data_dir() / FILE_NAME
            state = (own, _changed_at(own))
            if self._table is None or state != self._read_from:
                self._table, self._read_from = load_prices(paths.data_dir()), state
            return self._table


_loaded = _Loaded()


def estimate(
    model_id: str, input_tokens: int, output_tokens: int, cache_read: int = 0, cache_write: int = 0
) -> Decimal | None:
    """Dollars by the table in force, as `PriceTable.cost`. Looks at a file: call it off the GUI thread."""
    return prices_in_force().cost(model_id, input_tokens, output_tokens, cache_read, cache_write)


def prices_in_force() -> PriceTable:
    """The table that counts now. Read again once the person's file has changed; off the GUI thread."""
    return _loaded.table()


def load_prices(folder: Path) -> PriceTable:
    """The person's own table in their data folder, else the shipped one.

    A file of their own that cannot be read is told in the table's ``problem``; the shipped one counts then.
    """
    shipped = paths.resources_dir() / FILE_NAME
    try:
        return _read(folder / FILE_NAME)._replace(is_own=True)
    except FileNotFoundError:
        return _read(shipped)
    except OSError as error:
        return _read(shipped)._replace(problem=UNREADABLE.filled(why=why(error)))
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation):
        return _read(shipped)._replace(problem=MISTAKEN)


def _read(path: Path) -> PriceTable:
    found = json.loads(path.read_text(encoding="utf-8"))
    return PriceTable(
        str(found["as_of"]),
        {str(model): _tiers(rows) for model, rows in found["models"].items()},
    )


def _tiers(rows: list[dict[str, object]]) -> tuple[Tier, ...]:
    tiers = [_tier(row) for row in rows]
    return tuple(sorted(tiers, key=lambda tier: (tier.up_to_tokens is None, tier.up_to_tokens or 0)))


def _tier(row: dict[str, object]) -> Tier:
    cache = [None if row.get(name) is None else _number(row[name]) for name in ("cache_read", "cache_write")]
    return Tier(_limit(row.get("up_to_tokens")), _number(row["input"]), _number(row["output"]), *cache)


def _limit(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    raise ValueError(value)


def _number(value: object) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite() or number < 0:
        raise ValueError(value)
    return number


def _tier_for(tiers: tuple[Tier, ...], prompt_tokens: int) -> Tier:
    fitting = (tier for tier in tiers if tier.up_to_tokens is None or prompt_tokens <= tier.up_to_tokens)
    return next(fitting, tiers[-1])


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
