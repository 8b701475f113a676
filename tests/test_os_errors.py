"""Every reason that the system has a code for is told in our words, and its own only in logs."""

import errno
import os
from pathlib import Path

import pytest

from personaui_desktop.os_errors import _BY_CODE, Refusal, why


def test_codes_that_are_none_of_any_system_are_not_listed() -> None:
    assert set(_BY_CODE) <= set(errno.errorcode.values())


def test_every_reason_has_a_code() -> None:
    assert set(_BY_CODE.values()) | {Refusal.UNKNOWN} == set(Refusal)


@pytest.mark.parametrize("code", errno.errorcode)
def test_no_word_of_the_systems_is_told(code: int) -> None:
    error = OSError(code, os.strerror(code), "secret.txt")
    assert str(why(error)) not in {os.strerror(code), os.strerror(code).lower()}
    assert "secret" not in str(why(error))


def test_what_has_no_code_is_told_too_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert why(OSError("the moon is in the way")) == Refusal.UNKNOWN.value
    assert "the moon is in the way" in caplog.text


def test_what_is_known_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert why(OSError(errno.ENOSPC, "No space left on device")) == Refusal.DISK_FULL.value
    assert not caplog.records


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("nothing", Refusal.MISSING),
        ("folder", Refusal.IS_FOLDER),
        ("file/inside", Refusal.NO_FOLDER),
        ("x" * 300, Refusal.NAME_TOO_LONG),
        ("circle", Refusal.ENDLESS_LINKS),
    ],
)
def test_the_system_and_the_table_agree(tmp_path: Path, name: str, refusal: Refusal) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(OSError) as raised:  # noqa: PT011 - whichever kind, its code counts
        (tmp_path / name).open("rb")
    assert why(raised.value) == refusal.value
