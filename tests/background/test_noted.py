from pathlib import Path

import pytest

from personaui_desktop.background.noted import Noted
from personaui_desktop.background.operation import Errand, Lane
from personaui_desktop.bug_report import LOG_NAME
from personaui_desktop.errors import KnownError
from personaui_desktop.records.changes import Change, Topic

TEXT = "A private word"
CHANGE = Change(Topic.MESSAGES, "default", 1)


def failing(error: Exception) -> Noted:
    def work() -> bool:
        raise error

    return Noted(Errand(work), TEXT)


def test_it_is_the_operation_that_it_notes() -> None:
    noted = Noted(Errand(lambda: True, lambda _stored: [CHANGE], lane=Lane.BULK), TEXT)
    assert noted.lane is Lane.BULK
    assert noted.work()
    assert list(noted.announces(True)) == [CHANGE]


def test_a_failure_is_in_the_log_and_goes_on_but_never_the_text(data_dir: Path) -> None:
    with pytest.raises(KnownError):
        failing(KnownError("The disk is full.")).work()
    log = (data_dir / LOG_NAME).read_text(encoding="utf-8")
    assert f"A reply of {len(TEXT)} characters could not be stored: The disk is full." in log
    assert TEXT not in log


def test_a_log_that_cannot_be_written_hides_no_failure(data_dir: Path) -> None:
    (data_dir / LOG_NAME).mkdir()
    with pytest.raises(KnownError, match="full"):
        failing(KnownError("The disk is full.")).work()


def test_a_mistake_of_the_programs_own_is_reported_by_whoever_runs_it(data_dir: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        failing(ZeroDivisionError()).work()
    assert not (data_dir / LOG_NAME).exists()
