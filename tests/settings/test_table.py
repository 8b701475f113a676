import ast
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest

from personaui_desktop.records.providers import HeaderStyle, Provider
from personaui_desktop.settings import table
from personaui_desktop.settings.table import TABLE, Settings


def test_no_setting_holds_a_key() -> None:
    assert not [name for name in TABLE if "key" in name or "secret" in name or "password" in name]


def test_every_setting_is_documented() -> None:
    source = Path(table.__file__).read_text(encoding="utf-8")
    (body,) = (
        node.body
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef) and node.name == "Settings"
    )
    for line, below in pairwise(body):
        if isinstance(line, ast.AnnAssign):
            assert isinstance(below, ast.Expr), ast.unparse(line.target)
            assert isinstance(below.value, ast.Constant)


@pytest.mark.parametrize("name", TABLE)
def test_every_setting_can_be_found_and_may_have_its_default(name: str) -> None:
    setting, default = TABLE[name], getattr(Settings(), name)
    assert setting.page is not None
    assert setting.label or setting.group
    assert setting.taken(default, None) == default or setting.taken(default, default) == default
    if isinstance(default, int | float) and not isinstance(default, bool):
        assert setting.lowest <= default <= setting.highest
        assert setting.lowest < setting.highest
    if setting.choices:
        assert default in setting.choices
    assert not setting.needs or setting.needs in TABLE


def test_a_number_takes_its_bounds_and_nothing_beyond() -> None:
    longest = TABLE["max_tokens"]
    for value in (1, 1_000_000):
        assert longest.taken(value, 7) == value
    for value in (0, 1_000_001, 1.5, True, "3", None, float("nan")):
        assert longest.taken(value, 7) == 7
    assert TABLE["text_size"].taken(2, 1.0) == 2.0
    assert type(TABLE["text_size"].taken(2, 1.0)) is float


def test_settings_are_changed_by_name() -> None:
    changed = Settings().but(model="m", max_tokens=3)
    assert (changed.model, changed.max_tokens, changed.appearance) == ("m", 3, "system")
    assert {each.name for each in fields(Settings)} == set(TABLE)


def test_the_provider_is_made_of_the_settings() -> None:
    settings = Settings(base_url="http://localhost:1234", header_style="x-api-key", model="m", max_tokens=7)
    assert settings.provider == Provider("http://localhost:1234", HeaderStyle.API_KEY, "m", 7)
    assert Settings(may_think=False, effort="max").provider == Provider(may_think=False, effort="max")
