"""What every test shares: no screen, a data folder of its own, and no leftovers."""

import gc
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.fonts import bring_letters

from personaui_desktop.claude.abilities import KNOWN

if TYPE_CHECKING:
    from support.programs import Start

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")

# How long anything takes on a busy machine decides nothing, and examples may share a test's data folder.
settings.register_profile(
    "unhurried",
    settings(),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test alone; nothing of the developer's own is read or written."""
    for name in ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("PERSONAUI_DATA_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _nothing_known_of_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server of this test may have the port of an earlier one, but not its models."""
    monkeypatch.setattr(KNOWN, "_listed", {})
    monkeypatch.setattr(KNOWN, "_refused", {})


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator["Start"]:
    """Starts the whole program on the test's data folder, as often as wanted, one after the other.

    Its demo companion writes without its reading speed.
    """
    from support.programs import programs

    from personaui_desktop.claude.demo import DemoCompanion

    make = DemoCompanion.__init__
    monkeypatch.setattr(DemoCompanion, "__init__", lambda self, *_arguments, **_options: make(self, pace=0))
    with programs(qtbot, data_dir) as start_program:
        yield start_program


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """How pytest-qt makes the application: in the style in which the program makes its own."""
    return ["tests", "-style", "Fusion"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests be run with other letters, too."""
    parser.addoption(
        "--font", metavar="FAMILY", help="the letters' family, in place of those that tests bring along"
    )


@pytest.fixture(scope="session")
def qapp(qapp: QApplication, pytestconfig: pytest.Config) -> QApplication:
    """The one application. Its letters are the same on every machine, also where no font is installed."""
    bring_letters(qapp, pytestconfig.getoption("--font"))
    return qapp


PATIENCE_MS = 30_000


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits for as long as a busy machine may take; only a test that fails takes so long."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=PATIENCE_MS)
    qtbot.waitSignal = partial(qtbot.waitSignal, timeout=PATIENCE_MS)
    return qtbot


TESTS_A_COLLECTION = 25
TESTS_RUN = pytest.StashKey[int]()


@pytest.fixture(autouse=True, scope="session")
def _collect_garbage_on_this_thread_only() -> Iterator[None]:
    """As the program does: collected in another thread, a widget that a test left behind would crash Qt."""
    gc.disable()
    yield
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Collect now and then, between tests."""
    gc.disable()
    count = item.config.stash.get(TESTS_RUN, 0) + 1
    item.config.stash[TESTS_RUN] = count
    if count % TESTS_A_COLLECTION == 0:
        gc.collect()
