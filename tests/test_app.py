"""The whole program as a person uses it: real window, real files, the demo companion or a local server."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.made_cards import V2, png_of
from support.messages_server import Ending, Refusal, Reply, serve
from support.on_file import create_persona
from support.programs import Start, say, shown_messages

from personaui_desktop.database import get_all_sessions, get_chat_history, save_memory
from personaui_desktop.records.personas import Profile
from personaui_desktop.records.requests import IMPORT, SHOW, Report, Request
from personaui_desktop.settings.file import save_settings
from personaui_desktop.settings.table import Settings
from personaui_desktop.widgets.personas.bring_dialog import BringDialog


def test_a_newcomer_types_reads_a_reply_and_finds_it_again(qtbot: QtBot, start: Start) -> None:
    program = start()
    assert "Demo companion" in program.window.chat.header.chip.text()
    say(qtbot, program, "Hello, who are you?")
    before = shown_messages(program)
    assert "Hello, who are you?" in before
    assert before[-1] != "Hello, who are you?"
    again = start()
    assert shown_messages(again) == before


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


def test_a_new_persona_is_kept_with_its_own_conversations(qtbot: QtBot, start: Start) -> None:
    program = start()
    made: list[str] = []
    program.worker.run(create_persona(Profile("Kai", greeting="Ahoy!")), program, made.append)
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


def test_what_the_command_line_asks_for_is_done_in_the_running_program(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    program = start("--demo")
    answers: list[str] = []
    (tmp_path / "wren.png").write_bytes(png_of(V2))
    request = Request(IMPORT, (str(tmp_path / "wren.png"), str(tmp_path / "gone.png")))
    program.requests.asked.emit(request.line(), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 1 and program.worker.is_idle)
    report = Report.of_line(answers[0])
    assert ([each["name"] for each in report.done], len(report.failed)) == (["Wren"], 1)
    assert "Wren" in [row.profile.name for row in program.desk.personas.rows]
    program.requests.asked.emit("nonsense\n", answers.append)
    assert Report.of_line(answers[1]) == Report([], [])


def test_cards_that_a_start_names_are_shown_before_they_are_taken_in(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    (tmp_path / "wren.png").write_bytes(png_of(V2))
    program = start("--demo", str(tmp_path / "wren.png"))
    qtbot.waitUntil(lambda: bool(program.window.findChildren(BringDialog)), timeout=10_000)
    (dialog,) = program.window.findChildren(BringDialog)
    qtbot.waitUntil(lambda: dialog.page.name.text() == "Wren")
    dialog.reject()
    # So does a further start while this one runs.
    answers: list[str] = []
    program.requests.asked.emit(Request(SHOW, (str(tmp_path / "wren.png"),)).line(), answers.append)
    assert len(answers) == 1
    qtbot.waitUntil(lambda: any(each.isVisible() for each in program.window.findChildren(BringDialog)))
