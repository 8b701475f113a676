import sys
from pathlib import Path

import pytest
from support.odd_names import ODD, impatience

from personaui_desktop.bug_report import LOG_BYTES, append_to_log, report_on
from personaui_desktop.redaction import keep_secret, without_keys


def test_a_report_names_versions_and_the_place_of_the_mistake() -> None:
    try:
        {}["missing"]
    except KeyError as error:
        report = report_on(error)
    assert "PersonaUI Desktop" in report
    assert "KeyError: 'missing'" in report
    assert "test_bug_report.py" in report


def test_keys_never_get_into_a_report() -> None:
    text = "header Authorization: Bearer abc.def-123 and sk-ant-api03-AbCdEf_123-xyz elsewhere"
    cleaned = without_keys(text)
    assert "abc.def-123" not in cleaned
    assert "AbCdEf" not in cleaned
    assert "elsewhere" in cleaned


def test_a_key_in_use_gets_into_neither_report_nor_log_whatever_it_looks_like(tmp_path: Path) -> None:
    keep_secret("plain+key/of=mine")
    report = report_on(OSError("cannot send plain+key/of=mine there"))
    assert "cannot send [key] there" in report
    append_to_log("plain+key/of=mine", tmp_path)
    assert (tmp_path / "personaui.log").read_text() == "[key]\n"


def test_the_log_keeps_what_came_before_and_does_not_grow_for_ever(tmp_path: Path) -> None:
    append_to_log("first", tmp_path)
    append_to_log("second", tmp_path)
    log = tmp_path / "personaui.log"
    assert log.read_text() == "first\nsecond\n"
    log.write_text("x" * (LOG_BYTES + 1))
    append_to_log("third", tmp_path)
    assert log.read_text() == "third\n"
    assert (tmp_path / "personaui.old.log").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices with names")
@pytest.mark.parametrize("odd", ODD)
def test_a_log_that_is_no_file_is_neither_waited_for_nor_written(tmp_path: Path, odd: str) -> None:
    ODD[odd](tmp_path / "personaui.log")
    with impatience(), pytest.raises(OSError, match="personaui"):
        append_to_log("first", tmp_path)
