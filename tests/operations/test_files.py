"""Small files are read and written by operations that never read without an end."""

import os
import sys
from pathlib import Path

import pytest

from personaui_desktop.background.operation import Lane
from personaui_desktop.bug_report import LOG_NAME
from personaui_desktop.errors import InvalidInput, LogFileError
from personaui_desktop.operations import files
from personaui_desktop.operations.files import LARGEST_TEXT
from personaui_desktop.settings.file import read_settings
from personaui_desktop.settings.table import Settings
from personaui_desktop.settings.window_state import WindowState, read_window_states


def test_only_the_settings_named_are_written(data_dir: Path) -> None:
    settings = Settings().but(context_messages=7, context_tokens=9_000)
    files.store_settings(Settings(), data_dir, ()).work()
    files.store_settings(settings, data_dir, ["context_messages"]).work()
    stored, _problem = read_settings(data_dir)
    assert (stored.context_messages, stored.context_tokens) == (7, Settings().context_tokens)


def test_every_window_is_written(data_dir: Path) -> None:
    states = [WindowState(last_persona="a"), WindowState(last_persona="b")]
    files.store_window_states(states, data_dir).work()
    assert list(read_window_states(data_dir)) == states


def test_a_report_goes_to_the_log_and_a_log_that_cannot_be_written_is_a_known_failure(data_dir: Path) -> None:
    files.log_bug("A report", data_dir).work()
    assert "A report" in (data_dir / LOG_NAME).read_text(encoding="utf-8")
    (data_dir / LOG_NAME).unlink()
    (data_dir / LOG_NAME).mkdir()
    with pytest.raises(LogFileError, match=r"^The log could not be written: it is a folder\.$"):
        files.log_bug("A report", data_dir).work()


def test_a_text_is_read_outside_to_its_last_byte_and_not_beyond(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_bytes(b"x" * LARGEST_TEXT)
    reading = files.read_text(path)
    assert reading.lane is Lane.OUTSIDE
    assert len(reading.work()) == LARGEST_TEXT
    path.write_bytes(b"x" * (LARGEST_TEXT + 1))
    with pytest.raises(InvalidInput, match="larger than 200 KB"):
        reading.work()


@pytest.mark.parametrize("content", [b"a\0b", b"\xff\xfea", b"\x80"])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "picture"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match="not a text file"):
        files.read_text(path).work()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names")
def test_a_pipe_a_folder_and_nothing_are_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", ".", "nothing"):
        with pytest.raises(InvalidInput):
            files.read_text(tmp_path / name).work()


def test_a_text_that_cannot_be_read_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "notes.txt").touch()
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InvalidInput, match=r"^“notes\.txt” cannot be read: access is not allowed\.$"):
        files.read_text(tmp_path / "notes.txt").work()
