"""The whole program as a person uses it: real window, real files, the demo companion or a local server."""

import gc
import signal
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot
from support.messages_server import Ending, Refusal, Reply, serve
from support.programs import PATIENCE_MS, Start, programs, say

from personaui_desktop.app import Program
from personaui_desktop.background.operation import Errand
from personaui_desktop.claude.demo import DemoCompanion
from personaui_desktop.crash_file import CrashFile
from personaui_desktop.database import get_all_sessions, get_chat_history, save_memory
from personaui_desktop.operations import personas
from personaui_desktop.records.personas import Profile
from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings
from personaui_desktop.settings.window_state import read_window_states
from personaui_desktop.widgets.columns import Side
from personaui_desktop.widgets.common.dialogs import BugReportDialog
from personaui_desktop.widgets.window_keeper import START_SIZE


@pytest.fixture
def start(qtbot: QtBot, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts the program on the test's data folder, as often as wanted, one after the other."""
    monkeypatch.setattr(DemoCompanion, "__init__", quick_demo(DemoCompanion.__init__))
    with programs(qtbot, data_dir) as start_program:
        yield start_program


def quick_demo(make: Callable[..., None]) -> Callable[..., None]:
    """The demo companion without its reading speed."""
    return lambda self, *_arguments, **_options: make(self, pace=0)


def shown_messages(program: Program) -> list[str]:
    model = program.window.chat._model
    return [model.message(row).text for row in range(model.rowCount())]


def test_a_newcomer_types_reads_a_reply_and_finds_it_again(qtbot: QtBot, start: Start) -> None:
    program = start()
    assert "Demo companion" in program.window.chat.header.chip.text()
    say(qtbot, program, "Hello, who are you?")
    before = shown_messages(program)
    assert "Hello, who are you?" in before
    assert before[-1] != "Hello, who are you?"
    again = start()
    assert shown_messages(again) == before


def test_what_was_written_is_there_after_a_restart_and_gone_once_it_is_sent(
    qtbot: QtBot, start: Start
) -> None:
    program = start()
    qtbot.keyClicks(program.window.chat.composer.edit, "For a first conversation")
    program = start()
    assert program.window.chat.composer.text == "For a first conversation"
    say(qtbot, program, "!")
    first = program.window.place.session_id
    program.window.sessions.new_session()
    qtbot.waitUntil(lambda: program.window.place.session_id != first and program.worker.is_idle)
    qtbot.keyClicks(program.window.chat.composer.edit, "in the second")
    second = program.window.place.session_id
    program.window.place.show_session(first)
    qtbot.keyClicks(program.window.chat.composer.edit, "in the first")
    program = start()
    assert program.window.place.session_id == first
    assert program.window.chat.composer.text == "in the first"
    program.window.place.show_session(second)
    assert program.window.chat.composer.text == "in the second"
    program.window.place.show_session(None)
    assert program.window.chat.composer.text == ""
    program.window.place.show_session(second)
    say(qtbot, program, "!")
    assert shown_messages(program)[-2] == "in the second!"
    program = start()
    assert program.window.chat.composer.text == ""
    program.window.place.show_session(first)
    assert program.window.chat.composer.text == "in the first"


def test_a_message_on_its_way_when_the_window_closes_is_stored_and_no_draft(
    qtbot: QtBot, start: Start
) -> None:
    edit = start().window.chat.composer.edit
    qtbot.keyClicks(edit, "Last words")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    program = start()
    assert "Last words" in shown_messages(program)
    assert program.window.chat.composer.text == ""


def test_what_waits_for_a_new_conversation_does_not_come_along_into_the_last_one(
    qtbot: QtBot, start: Start
) -> None:
    program = start()
    say(qtbot, program, "Hello")
    program.window.place.show_session(None)
    qtbot.keyClicks(program.window.chat.composer.edit, "Another matter")
    program = start()
    assert program.window.place.session_id is not None
    assert program.window.chat.composer.text == ""
    program.window.place.show_session(None)
    assert program.window.chat.composer.text == "Another matter"


def test_the_composer_has_the_focus_at_start(qtbot: QtBot, start: Start) -> None:
    program = start()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.chat.composer.edit.hasFocus)


def test_a_reply_streams_from_a_server_that_gets_persona_and_memories(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    with serve(Reply(["The storm ", "took ", "half of it."])) as server:
        save_settings(Settings(base_url=server.url, model="claude-test-1"), data_dir)
        program = start()
        save_memory(None, "His grandfather built the north end.", "default")
        say(qtbot, program, "Did the storm take the old pier?")
        asked = server.requests[-1].body
    assert shown_messages(program)[-1] == "The storm took half of it."
    assert asked["messages"][-1]["role"] == "user"
    assert "old pier" in str(asked["messages"][-1]["content"])
    assert "His grandfather built the north end." in str(asked["system"])


@pytest.mark.parametrize(
    "failing",
    [
        Refusal(401, "authentication_error"),
        Refusal(402, "billing_error"),
        Refusal(400, "invalid_request_error"),
        Reply(["Half of "], ending=Ending.END_OF_FILE),
        Reply(["Half of "], ending=Ending.ERROR_EVENT),
        Reply(["Half of "], stop_reason="max_tokens"),
        Reply([], stop_reason="refusal"),
    ],
    ids=["wrong key", "no credit", "bad request", "cut off", "overloaded", "too long", "refusal"],
)
def test_what_goes_wrong_is_said_and_retry_works(
    qtbot: QtBot, start: Start, data_dir: Path, failing: Reply | Refusal
) -> None:
    with serve(failing, Reply(["All is well."])) as server:
        save_settings(Settings(base_url=server.url, model="claude-test-1"), data_dir)
        program = start()
        say(qtbot, program, "Hello?")
        assert "All is well." not in shown_messages(program)
        assert "Hello?" in shown_messages(program)
        with qtbot.waitSignal(program.replies.ended, timeout=20000):
            program.window.chat.attempts.retry()
        qtbot.waitUntil(lambda: program.worker.is_idle)
    assert shown_messages(program)[-1] == "All is well."
    assert shown_messages(program).count("Hello?") == 1


@pytest.mark.parametrize(("action", "text"), [("reply.continue", "Half a reply."), ("reply.keep", "Half a ")])
def test_a_reply_that_broke_off_is_continued_or_kept_from_the_menu(
    qtbot: QtBot, start: Start, data_dir: Path, action: str, text: str
) -> None:
    with serve(Reply(["Half a "], ending=Ending.END_OF_FILE), Reply(["reply."])) as server:
        save_settings(Settings(base_url=server.url, model="claude-test-1"), data_dir)
        program = start()
        say(qtbot, program, "Hello?")
        program.window.menu_actions[action].trigger()
        qtbot.waitUntil(lambda: get_chat_history()[-1]["message"] == text and not program.replies.under_way())
        qtbot.waitUntil(lambda: program.worker.is_idle)
    assert not program.window.commands.can_start("reply.keep")


def test_the_first_window_fits_on_the_screen(start: Start) -> None:
    window = start().window
    room = window.screen().availableSize()
    assert room.width() < START_SIZE.width()  # or this shows nothing
    assert window.width() < room.width()
    assert window.height() < room.height()


def test_the_window_comes_back_as_it_was(qtbot: QtBot, start: Start, data_dir: Path) -> None:
    program = start()
    program.window.resize(700, 500)
    program.window.columns.toggle(Side.SESSIONS)
    size = program.window.size()
    again = start()
    assert again.window.size() == size
    assert not read_window_states(data_dir)[0].show_sessions


def test_a_new_persona_is_kept_with_its_own_conversations(qtbot: QtBot, start: Start) -> None:
    program = start()
    made: list[str] = []
    program.worker.run(personas.create(Profile("Kai", greeting="Ahoy!")), program, made.append)
    qtbot.waitUntil(lambda: bool(made) and program.worker.is_idle)
    program.window.place.show_persona(made[0])
    qtbot.waitUntil(lambda: program.worker.is_idle)
    say(qtbot, program, "Hello Kai")
    assert shown_messages(program)[0] == "Ahoy!"
    assert get_all_sessions("default") == []
    again = start()
    assert again.window.place.persona_id == made[0]
    assert "Hello Kai" in shown_messages(again)


def test_stopping_keeps_what_has_arrived(qtbot: QtBot, start: Start, data_dir: Path) -> None:
    with serve(Reply([f"word{number} " for number in range(2000)], rate=200)) as server:
        save_settings(Settings(base_url=server.url, model="claude-test-1"), data_dir)
        program = start()
        edit = program.window.chat.composer.edit
        qtbot.keyClicks(edit, "Tell me a long story")
        with qtbot.waitSignal(program.replies.text, timeout=20000):
            qtbot.keyClick(edit, Qt.Key.Key_Return)
        with qtbot.waitSignal(program.replies.ended, timeout=20000):
            qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert shown_messages(program)[-1].startswith("word0 ")
    assert get_chat_history()[-1]["message"] == shown_messages(program)[-1]


def test_a_damaged_persona_is_said_and_the_others_work(qtbot: QtBot, start: Start, data_dir: Path) -> None:
    (data_dir / "persona_broken.db").write_bytes(b"no database" * 500)
    program = start()
    say(qtbot, program, "Hello")
    program.window.place.show_persona("broken")
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert program.window.chat.area.currentWidget() is program.window.chat.area.problem
    program.window.place.show_persona("default")
    qtbot.waitUntil(lambda: program.worker.is_idle)
    assert "Hello" in shown_messages(program)


def test_closing_asks_before_a_memory_being_written_is_lost(qtbot: QtBot, start: Start) -> None:
    program = start()
    window = program.window
    window.memories.add_memory()
    qtbot.keyClicks(window.memories.editor.text, "Tea without sugar")
    window.close()
    question = window.findChildren(QMessageBox)[0]
    assert program.desk.personas.listing("default").profile.name in question.text()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.memories.editor.draft.text == "Tea without sugar"
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))
    window.close()
    discard = next(
        button
        for button in window.findChildren(QMessageBox)[0].buttons()
        if button.text() == "Discard changes"
    )
    qtbot.mouseClick(discard, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_closing_asks_for_a_memory_put_aside_with_another_persona(qtbot: QtBot, start: Start) -> None:
    program = start()
    window, made = program.window, list[str]()
    program.worker.run(personas.create(Profile("Kai")), program, made.append)
    qtbot.waitUntil(lambda: bool(made) and program.worker.is_idle)
    window.place.show_persona(made[0])
    window.memories.add_memory()
    qtbot.keyClicks(window.memories.editor.text, "Sails at dawn")
    window.place.show_persona("default")
    window.close()
    assert "Kai" in window.findChildren(QMessageBox)[0].text()
    assert window.isVisible()
    # A deleted persona has nobody left to remember.
    window.findChildren(QMessageBox)[0].reject()
    program.worker.run(personas.delete(made[0]), program)
    qtbot.waitUntil(lambda: program.desk.personas.listing(made[0]) is None)
    window.close()
    assert not window.isVisible()


def test_nothing_is_asked_when_nothing_would_be_lost(start: Start) -> None:
    window = start().window
    window.memories.add_memory()
    window.close()
    assert not window.isVisible()


def test_the_system_ends_the_program_without_a_question(qtbot: QtBot, start: Start) -> None:
    program = start()
    window = program.window
    qtbot.keyClicks(window.chat.composer.edit, "Half a thought")
    window.memories.add_memory()
    qtbot.keyClicks(window.memories.editor.text, "Tea without sugar")
    window.close()
    assert window.isVisible()
    signal.raise_signal(signal.SIGTERM)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert start().window.chat.composer.text == "Half a thought"


def test_a_mistake_of_the_programs_own_is_reported_and_logged(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    program = start()
    program.worker.run(Errand(lambda: 1 // 0), program)
    qtbot.waitUntil(lambda: bool(program.window.findChildren(BugReportDialog)))
    dialog = program.window.findChildren(BugReportDialog)[0]
    assert "ZeroDivisionError" in dialog.report.toPlainText()
    qtbot.waitUntil(lambda: (data_dir / "personaui.log").exists())
    dialog.close()


@pytest.mark.usefixtures("qtbot")
class Knot:
    """Garbage that only the cyclic collector can take."""

    def __init__(self) -> None:
        self.myself = self


def test_garbage_is_collected_once_the_window_is_filled(qtbot: QtBot, start: Start) -> None:
    start("--demo")
    knots = [Knot() for _ in range(gc.get_threshold()[0] + 1)]
    gone = weakref.ref(knots[0])
    knots.clear()
    qtbot.waitUntil(lambda: gone() is None)


def start_process(folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "personaui_desktop", "--demo", "--data-dir", str(folder)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[1], stderr=subprocess.DEVNULL)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_crash_is_told_of_at_the_next_start_and_its_report_offered(
    qtbot: QtBot, start: Start, data_dir: Path
) -> None:
    process = start_process(data_dir)
    qtbot.waitUntil((data_dir / "personaui.crash").exists, timeout=PATIENCE_MS)
    # The file is opened a moment before anything is reported into it.
    qtbot.waitUntil((data_dir / "main.db").exists, timeout=PATIENCE_MS)
    process.send_signal(signal.SIGSEGV)
    assert process.wait(timeout=60) == -signal.SIGSEGV
    program = start(crash=CrashFile(data_dir)._read())
    notice = program.window.notice_bar.notice
    assert notice is not None
    assert "unexpectedly" in notice.text
    assert not program.window.findChildren(QDialog)
    assert notice.action is not None
    notice.action[1]()
    report = program.window.findChildren(BugReportDialog)[0].report.toPlainText()
    assert "Segmentation fault" in report
    assert "Thread" in report
    assert report in (data_dir / "personaui.log").read_text(encoding="utf-8")


def test_a_run_that_was_cut_off_is_told_of_without_a_report(start: Start, data_dir: Path) -> None:
    notice = start(crash="").window.notice_bar.notice
    assert notice is not None
    assert notice.action is None
    assert not (data_dir / "personaui.log").exists()
    assert start().window.notice_bar.notice is None


def readable_by_others(folder: Path) -> list[str]:
    return [path.name for path in (folder, *folder.iterdir()) if path.stat().st_mode & 0o077]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_two_starts_at_one_moment_end_in_one_window_and_leave_private_files(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    pair = [start_process(folder), start_process(folder)]
    qtbot.waitUntil(lambda: any(process.poll() is not None for process in pair), timeout=2 * PATIENCE_MS)
    (staying,) = [process for process in pair if process.poll() is None]
    assert sorted(str(process.returncode) for process in pair) == ["0", "None"]
    assert readable_by_others(folder) == []
    staying.send_signal(signal.SIGTERM)
    assert staying.wait(timeout=60) == 0
    assert readable_by_others(folder) == []
    assert not (folder / "personaui.crash").exists()


def start_refused(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Start the program where it cannot; its sentence, which it also shows, is in ``stderr``."""
    code = (
        "import sys; from PySide6.QtWidgets import QMessageBox; QMessageBox.critical = lambda *_: None;"
        "from personaui_desktop.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "--data-dir", str(folder)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, cwd=Path(__file__).parents[1]
    )


def test_a_data_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    finished = start_refused(tmp_path / "file" / "inside")
    assert finished.returncode == 1
    assert "cannot be created" in finished.stderr


def test_a_data_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "personaui.running").mkdir()
    finished = start_refused(tmp_path)
    assert finished.returncode == 1
    assert f"{tmp_path / 'personaui.running'} cannot be written" in finished.stderr
    assert "--data-dir" in finished.stderr
    assert finished.stderr.count("\n") == 1


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="no folder here that even an administrator cannot write"
)
def test_a_folder_that_nobody_can_write_is_a_clear_error() -> None:
    finished = start_refused(Path("/proc/self"))
    assert finished.returncode == 1
    assert "cannot be written" in finished.stderr
    assert finished.stderr.count("\n") == 1


SETTLES = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from personaui_desktop.app import Program
from personaui_desktop.background.single_instance import SingleInstance
from personaui_desktop.command_line import parse

def loaded():
    return {"anthropic", "pydantic", "PySide6.QtNetwork"} & set(sys.modules)

def look():
    if program._may_make_ready and program.worker.is_idle:
        print("settled", *sorted(loaded()), flush=True)
        program.window.close()

application = QApplication([])
instance = SingleInstance(Path(sys.argv[1]))
instance.take()
program = Program(parse(sys.argv[2:]), Path(sys.argv[1]), instance)
program.window.place.persona_changed.connect(lambda _id: print("shown", *sorted(loaded()), flush=True))
timer = QTimer()
timer.timeout.connect(look)
program.filled.connect(lambda: timer.start(50))
program.window.show()
application.exec()
program.close()
"""


@pytest.mark.parametrize(
    ("arguments", "settled"),
    [(["--demo"], "settled PySide6.QtNetwork"), ([], "settled PySide6.QtNetwork anthropic pydantic")],
)
def test_what_no_conversation_needs_comes_after_it_and_what_the_demo_does_not_need_not_at_all(
    data_dir: Path, arguments: list[str], settled: str
) -> None:
    save_settings(Settings(base_url="http://127.0.0.1:9"), data_dir)
    command = [sys.executable, "-c", SETTLES, str(data_dir), *arguments]
    finished = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, cwd=Path(__file__).parents[1]
    )
    assert finished.returncode == 0, finished.stderr
    lines = finished.stdout.splitlines()
    assert "shown" in lines
    assert lines[-1] == settled
