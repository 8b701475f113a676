"""Models that Anthropic has retired or will retire, dated: the SDK forgets those that are gone."""

import json
from datetime import UTC, date, datetime
from functools import cache

from personaui_desktop import paths

FILE_NAME = "retired_models.json"


def retired_on(model_id: str, today: date | None = None) -> str | None:
    """The day a model was retired, as ``YYYY-MM-DD``; ``None`` for one that is not, or not yet."""
    day = retirements().get(model_id)
    is_past = day is not None and day <= (today or datetime.now(UTC).date())
    return day.isoformat() if day is not None and is_past else None


@cache
def retirements() -> dict[str, date]:
    """When each listed model is retired."""
    found = json.loads((paths.resources_dir() / FILE_NAME).read_text(encoding="utf-8"))
    return {model: date.fromisoformat(day) for model, day in found["models"].items()}
