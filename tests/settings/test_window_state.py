import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personaui_desktop.errors import SettingsFileError
from personaui_desktop.settings.window_state import (
    FILE_NAME,
    FURTHER,
    MOST_WINDOWS,
    WindowState,
    read_window_states,
    save_window_states,
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def test_nothing_saved_yet_gives_the_defaults(tmp_path: Path) -> None:
    assert read_window_states(tmp_path) == (WindowState(),)


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    state = WindowState("geometry", 300, 400, False, True, "11aa22bb", {"default": 2**40}, "pinned")
    save_window_states([state], tmp_path)
    assert read_window_states(tmp_path) == (state,)


def test_all_windows_come_back_in_their_order(tmp_path: Path) -> None:
    states = tuple(WindowState(sessions_width=200 + number, last_persona=f"p{number}") for number in range(3))
    save_window_states(states, tmp_path)
    assert read_window_states(tmp_path) == states


def test_a_version_with_a_single_window_finds_the_first_where_it_looks(tmp_path: Path) -> None:
    save_window_states([WindowState(last_persona="mia"), WindowState(last_persona="kai")], tmp_path)
    found = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
    assert {name: found[name] for name in WindowState._fields} == WindowState(last_persona="mia")._asdict()


def test_further_windows_that_are_none_are_left_out_and_there_are_not_endlessly_many(tmp_path: Path) -> None:
    further = [7, None, {"sessions_width": "wide", "last_persona": "mia"}, *({} for _ in range(50))]
    (tmp_path / FILE_NAME).write_text(json.dumps({FURTHER: further}), encoding="utf-8")
    states = read_window_states(tmp_path)
    assert states[:2] == (WindowState(), WindowState(last_persona="mia"))
    assert len(states) == MOST_WINDOWS
    (tmp_path / FILE_NAME).write_text(json.dumps({FURTHER: {"a": 1}}), encoding="utf-8")
    assert read_window_states(tmp_path) == (WindowState(),)


def test_an_earlier_versions_settings_say_how_the_window_was_left(tmp_path: Path) -> None:
    kept = {"sessions_width": 333, "last_persona": "mia", "last_sessions": {"mia": 4}, "model": "m"}
    (tmp_path / "settings.json").write_text(json.dumps(kept), encoding="utf-8")
    assert read_window_states(tmp_path) == (
        WindowState(sessions_width=333, last_persona="mia", last_sessions={"mia": 4}),
    )
    save_window_states([WindowState(sessions_width=200)], tmp_path)
    assert read_window_states(tmp_path)[0].sessions_width == 200


@given(st.dictionaries(st.sampled_from(WindowState._fields) | st.text(), json_values))
def test_whatever_the_file_holds_everything_has_its_type(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("window")
    (folder / FILE_NAME).write_text(json.dumps(found), encoding="utf-8")
    (state,) = read_window_states(folder)
    for value, default in zip(state, WindowState(), strict=True):
        assert type(value) is type(default)
        assert type(value) is not int or 100 <= value <= 10_000


def test_impossible_values_give_the_defaults(tmp_path: Path) -> None:
    found = {"last_sessions": {"a": 10**30, "b": -1, "c": 4}, "memory_order": "up", "sessions_width": 5}
    (tmp_path / FILE_NAME).write_text(json.dumps(found), encoding="utf-8")
    assert read_window_states(tmp_path) == (WindowState(last_sessions={"c": 4}),)


def test_a_damaged_file_gives_the_defaults(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("{", encoding="utf-8")
    (tmp_path / "settings.json").write_text('{"sessions_width": 333}', encoding="utf-8")
    assert read_window_states(tmp_path) == (WindowState(),)


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(SettingsFileError, match=r"could not be saved: part of its path is not a folder\.$"):
        save_window_states([WindowState()], in_the_way)
