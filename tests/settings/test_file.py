import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.errors import SettingsFileError
from personaui_desktop.records.providers import HeaderStyle, Provider
from personaui_desktop.settings.file import FILE_NAME, read_settings, save_settings
from personaui_desktop.settings.table import TABLE, Settings

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def test_nothing_saved_yet_gives_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path)[0] == Settings()


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    settings = Settings(model="some-model", text_size=1.25, count_exactly=True)
    save_settings(settings, tmp_path)
    assert read_settings(tmp_path)[0] == settings


def test_only_what_was_changed_is_written_over_what_the_file_holds(tmp_path: Path) -> None:
    written = {"model": "by-hand", "text_size": 1.5, "of_a_later_version": [1, {"kept": None}]}
    (tmp_path / FILE_NAME).write_text(json.dumps(written), encoding="utf-8")
    save_settings(Settings(model="in-force", text_size=1.25), tmp_path, {"text_size"})
    assert json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8")) == written | {"text_size": 1.25}


def test_all_settings_are_written_where_the_file_is_gone_or_makes_no_sense(tmp_path: Path) -> None:
    settings = Settings(model="in-force", text_size=1.25)
    save_settings(settings, tmp_path, {"text_size"})
    assert read_settings(tmp_path)[0] == settings
    (tmp_path / FILE_NAME).write_text('{"model": "half a', encoding="utf-8")
    save_settings(settings, tmp_path, {"text_size"})
    assert read_settings(tmp_path)[0] == settings
    assert (tmp_path / (FILE_NAME + ".damaged")).read_text(encoding="utf-8") == '{"model": "half a'


def test_a_damaged_file_is_set_aside_not_lost(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"model": "half a', encoding="utf-8")
    assert read_settings(tmp_path)[0] == Settings()
    assert (tmp_path / (FILE_NAME + ".damaged")).read_text(encoding="utf-8") == '{"model": "half a'


@given(st.dictionaries(st.sampled_from(list(TABLE)) | st.text(), json_values))
def test_whatever_the_file_holds_every_setting_has_its_type(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    (folder / FILE_NAME).write_text(json.dumps(found), encoding="utf-8")
    loaded = read_settings(folder)[0]
    for name, setting in TABLE.items():
        value, default = getattr(loaded, name), getattr(Settings(), name)
        assert type(value) is type(default)
        if setting.highest:
            assert setting.lowest <= value <= setting.highest
        if setting.choices:
            assert value in setting.choices


@pytest.mark.parametrize("name", ["max_tokens", "context_messages", "text_size", "context_tokens"])
@pytest.mark.parametrize("absurd", ["NaN", "Infinity", "-Infinity", "1e308", "-5", "0", "1" * 400, "true"])
def test_absurd_numbers_give_the_default(tmp_path: Path, name: str, absurd: str) -> None:
    (tmp_path / FILE_NAME).write_text(f'{{"{name}": {absurd}}}', encoding="utf-8")
    assert read_settings(tmp_path)[0] == Settings()


def test_other_impossible_values_give_the_default(tmp_path: Path) -> None:
    found = {"appearance": "pink", "header_style": "none", "use_demo": 1, "model": None}
    (tmp_path / FILE_NAME).write_text(json.dumps(found), encoding="utf-8")
    assert read_settings(tmp_path)[0] == Settings()


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 5000, "[]", "\0", '{"model": "half a'])
def test_nonsense_is_set_aside(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    assert read_settings(tmp_path) == (Settings(), None)
    assert not (tmp_path / FILE_NAME).exists()
    assert (tmp_path / (FILE_NAME + ".damaged")).read_text(encoding="utf-8") == text


def test_a_file_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    settings, problem = read_settings(tmp_path)
    assert settings == Settings()
    assert str(problem).startswith("The settings could not be read: it is not an ordinary file. The file")


def test_a_damaged_file_that_cannot_be_set_aside_does_not_stop_the_start(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("{", encoding="utf-8")
    (tmp_path / (FILE_NAME + ".damaged") / "in the way").mkdir(parents=True)
    settings, problem = read_settings(tmp_path)
    assert settings == Settings()
    assert problem is not None
    assert (tmp_path / FILE_NAME).read_text(encoding="utf-8") == "{"


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(SettingsFileError, match=r"could not be saved: part of its path is not a folder\.$"):
        save_settings(Settings(), in_the_way)


def test_the_provider_is_made_of_the_settings() -> None:
    settings = Settings(base_url="http://localhost:1234", header_style="x-api-key", model="m", max_tokens=7)
    assert settings.provider == Provider("http://localhost:1234", HeaderStyle.API_KEY, "m", 7)
